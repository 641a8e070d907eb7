import type { AlarmKey } from "@sensor-pipeline/core/alarm/runbook";
import type { ScenarioRequest } from "@sensor-pipeline/core/sensor/scenario";
import type { FaultRule } from "../../packages/local/src/faults/fault-rule.ts";
import type { Draw } from "./draw.ts";
import type { LabStage } from "./stage/lab-stage.ts";
import type { StageKind, StageKindName } from "./stage/stage-kind.ts";
import type { Traffic } from "./stage/traffic.ts";

/** Local time in milliseconds since the epoch: the fault is there in [from, until). */
export interface FaultWindow {
  readonly from: number;
  readonly until: number;
}

/** Something done to the stage at a moment. */
export interface Deed {
  readonly at: number;
  /** What a reader of the report is told, for example "shard 0 is split". */
  readonly what: string;
  readonly run: (stage: LabStage, traffic: Traffic) => Promise<void>;
}

/** What one run does to its stage. */
export interface FaultPlan {
  /** One line with what was drawn, for the report. */
  readonly drawn: string;
  /** Calls that AWS answers otherwise than it should. */
  readonly rules?: readonly FaultRule[];
  /** What the simulator makes of the readings, within the fault's time. */
  readonly simulated?: readonly ScenarioRequest[];
  /** Readings a batch, in the fault's time. @default one a sensor */
  readonly records?: number;
  readonly deeds?: readonly Deed[];
  /** Of a scenario that kills: what the process is killed in, and what is done again when it has been started again. */
  readonly operation?: (stage: LabStage) => Promise<void>;
  /** The operation lets go of records that arrived before (in milliseconds since the epoch): to the archive, where the stage has one. */
  readonly letsGoBefore?: number;
}

/** What the fault is planned for. */
export interface Planning {
  readonly draw: Draw;
  readonly window: FaultWindow;
  readonly names: LabStage["names"];
}

export type Raised = Readonly<Partial<Record<AlarmKey, number>>>;

/** The scenarios of one subject, as they are on a kind of stage: what must go to ALARM follows from its settings. */
export type ScenariosOn = (kind: StageKind) => readonly FaultScenario[];

/** A scenario with the kind of stage it is for. */
export interface LabScenario extends FaultScenario {
  readonly kind: StageKind;
}

/** One way in which things go wrong, and what the alarms have to say to it. Data, apart from the plan. */
export interface FaultScenario {
  readonly name: string;
  /** The one kind of stage that it can be tried on, and why not on others. @default every kind */
  readonly only?: { readonly stage: StageKindName; readonly because: string };
  /** One or two sentences: what goes wrong. */
  readonly happens: string;
  /** How long, in minutes; drawn anew for each seed. Long enough for every alarm of `raised`. */
  readonly minutes: readonly [from: number, to: number];
  readonly plan: (planning: Planning) => FaultPlan;
  /**
   * The alarms that must go to ALARM, by their keys: seconds from the fault's beginning until what the alarm stands for
   * is so (an event is given up after three minutes of retries). Each has its own bound from then on.
   */
  readonly raised: Raised;
  /** Alarms that may, and why it can't be said whether they do. All others must not. The alarm that calls a person follows. */
  readonly mayRaise?: Readonly<Partial<Record<AlarmKey, string>>>;
  /** The process is ended by the fault's rules and started again on the same folder: alarms are judged from then on. */
  readonly kills?: boolean;
  /** It begins on a stage that nobody has set up. */
  readonly isNew?: boolean;
  /** Records that were accepted longer ago than the stream keeps them may be lost, and some must be. */
  readonly expires?: boolean;
  /** Seeds that `npm test` runs it with, on the first kind of stage that it is for. @default none: it runs in `npm run lab` alone */
  readonly testedWith?: readonly number[];
}
