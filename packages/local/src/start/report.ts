import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import type { AlarmStatus } from "@sensor-pipeline/core/status/read-alarms";
import type { StepTiming } from "./progress.ts";
import type { Notification, PipelineStatus } from "./status.ts";

/** What `--report` writes: one cycle of a stage, as its AWS APIs told it. */
export interface StartReport {
  readonly stage: string;
  readonly region: string;
  readonly speed: number;
  readonly scenario?: string;
  readonly setup?: {
    readonly status: string;
    readonly steps: readonly string[];
    readonly output?: unknown;
    readonly cause?: string;
  };
  readonly sent: number;
  readonly landed: number;
  readonly visible: number;
  readonly quarantined: number;
  readonly duplicates: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly alarms: readonly AlarmStatus[];
  /** What the alarms have told people, or could not. */
  readonly notifications: readonly Notification[];
  /** Real milliseconds of each step, in order. */
  readonly timings: readonly StepTiming[];
  /** Real milliseconds from the command's start to the first alarm out of INSUFFICIENT_DATA. */
  readonly firstAlarmMilliseconds?: number;
  /** One sentence for each thing that is not as it should be; empty when all is well. */
  readonly failures: readonly string[];
}

export interface ReportInput extends Pick<StartReport, "stage" | "region" | "speed" | "scenario" | "timings"> {
  readonly firstAlarmMilliseconds?: number | undefined;
  readonly setup?: ExecutionReport | undefined;
  readonly status?: PipelineStatus | undefined;
  /** Records of earlier runs in the same folder: they stand for none of this one. @default 0 */
  readonly landedBefore?: number | undefined;
  /** The error that ended the cycle early. */
  readonly error?: string | undefined;
  /** What IAM denied meanwhile, in its sentences. @default nothing */
  readonly refused?: readonly string[] | undefined;
}

export function createReport({
  setup,
  status,
  landedBefore = 0,
  error,
  refused = [],
  firstAlarmMilliseconds,
  ...run
}: ReportInput): StartReport {
  const { landed = 0, visible = 0, quarantined = 0, duplicate = 0 } = status?.records ?? {};
  return {
    ...run,
    ...(setup
      ? {
          setup: {
            status: setup.status,
            steps: setup.states,
            output: setup.output,
            ...(setup.cause === undefined ? {} : { cause: setup.cause }),
          },
        }
      : {}),
    sent: status?.sent ?? 0,
    landed,
    visible,
    quarantined,
    duplicates: duplicate,
    metrics: status?.metrics ?? {},
    alarms: status?.alarms ?? [],
    notifications: status?.notifications ?? [],
    ...(firstAlarmMilliseconds === undefined ? {} : { firstAlarmMilliseconds }),
    failures: withDenials(failuresOf({ setup, status, landedBefore, error }), refused),
  };
}

/** Some denials end the cycle, others are passed over in silence by whoever met them: each is told once. */
function withDenials(failures: readonly string[], refused: readonly string[]): string[] {
  return [...failures, ...refused.filter((sentence) => !failures.some((failure) => failure.includes(sentence)))];
}

function failuresOf({
  setup,
  status,
  landedBefore = 0,
  error,
}: Pick<ReportInput, "setup" | "status" | "landedBefore" | "error">): string[] {
  if (error !== undefined) return [error];
  const failures: string[] = [];
  if (setup?.status !== "SUCCEEDED") {
    failures.push(
      `Set-up ended ${setup?.status ?? "before it began"}: ${setup?.cause ?? setup?.error ?? "no cause given"}`,
    );
  }
  if (!status) return [...failures, "The stage's status could not be read."];
  if (status.sent === 0) failures.push("The producer sent no reading.");
  if (status.failed > 0) failures.push(`The producer gave up ${status.failed} readings.`);
  const landed = (status.records?.landed ?? 0) - landedBefore;
  if (landed < status.sent) {
    failures.push(`Of ${status.sent} readings sent, only ${landed} landed in the warehouse.`);
  }
  if (!status.records?.visible) failures.push("No reading is visible in sensor_data_stream.");
  if (status.alarms.length === 0) failures.push("The stage has no alarms.");
  if (!status.alarms.some(({ state }) => state !== "INSUFFICIENT_DATA")) {
    failures.push("No alarm has left INSUFFICIENT_DATA.");
  }
  return failures;
}
