import type { FaultRule, KillMoment } from "../../../packages/local/src/faults/fault-rule.ts";
import type { Draw } from "../draw.ts";
import type { FaultPlan, FaultScenario, Planning, ScenariosOn } from "../scenario.ts";
import type { LabStage } from "../stage/lab-stage.ts";

/** As long as something that comes every five minutes may take to come, and longer. */
const MINUTES = [6, 6] as const;
/** Time in which a refresh stages and commits what it has read. */
const LONGEST_MS = 60;
/** Calls of the Data API that each of the owner's machines makes at least, from its beginning to its end. */
const CALLS = { setup: 80, retention: 7, schemaChange: 40 } as const;
/** What arrived so long before retention begins has landed, and is let go. */
const KEEP_MS = 10 * 60_000;
/** The refresh's schedule is meant to be switched on after set-up. */
const TOO_EARLY = {
  "refresh-failed": "a refresh that comes before the view is made fails",
  "statement-failed": "as refresh-failed",
} as const;

type Killed = Pick<FaultScenario, "name" | "happens" | "mayRaise" | "isNew" | "only">;

/** `kill -9` of the stage's process in the middle of what it does: nothing acknowledged is lost, nothing is there twice. */
export const kills: ScenariosOn = ({ settings }) => [
  killed(
    { name: "killed-in-put", happens: "The process is killed while the producer writes to the stream." },
    ({ names, draw }) => ({
      ...{ service: "kinesis", operation: "PutRecords" },
      when: ({ caller }) => caller.name === names.producerFunction,
      fault: { kind: "kill", moment: draw.one("moment", ["before", "after"]) },
    }),
  ),
  killed(
    {
      name: "killed-in-refresh",
      happens: "The process is killed while a refresh reads the stream and commits what it has read.",
    },
    ({ names, draw }) => ({
      ...{ service: "kinesis", operation: "GetRecords" },
      when: ({ caller }) => caller.name === names.warehouseRole,
      fault: { kind: "kill", moment: momentOf(draw) },
    }),
  ),
  killed(
    {
      name: "killed-in-refresh-machine",
      only: { stage: "development", because: "with auto refresh there is no machine that refreshes" },
      happens: "The process is killed while the machine that refreshes sends its statements and waits for their end.",
    },
    (planning) => duringOwnersCall(planning, 4),
  ),
  killed(
    {
      name: "killed-in-evaluation",
      happens: "The process is killed while an evaluation asks the warehouse, reads its answers or publishes.",
    },
    ({ names, draw }) => {
      const [service, operation] = draw.one("call", [
        ["redshift-data", "ExecuteStatement"],
        ["redshift-data", "GetStatementResult"],
        ["monitoring", "PutMetricData"],
      ]);
      return {
        ...{ service, operation },
        when: ({ caller }) => caller.name === names.alertsFunction,
        fault: { kind: "kill", moment: momentOf(draw) },
      };
    },
  ),
  killedInMachine(
    {
      name: "killed-in-set-up",
      isNew: true,
      happens:
        "The process is killed while a new stage is set up, into whose stream records flow; the set-up is started again.",
      mayRaise: {
        "setup-missing": "an evaluation may come before the set-up that is started again has ended",
        ...(settings.refresh === "auto" ? {} : TOO_EARLY),
      },
    },
    CALLS.setup,
    () => ({ operation: (stage) => runToEnd(stage, stage.names.setupMachine) }),
  ),
  killedInMachine(
    {
      name: "killed-in-retention",
      happens: `The process is killed while old records leave the landing view${settings.retention.archive ? " for the archive" : ""}; retention is started again with the same cutoff.`,
    },
    CALLS.retention,
    ({ window }) => {
      const letsGoBefore = window.from - (window.from % 1000) - KEEP_MS;
      const cutoff = new Date(letsGoBefore).toISOString().slice(0, "YYYY-MM-DD HH:MM:SS".length).replace("T", " ");
      return { letsGoBefore, operation: (stage) => runToEnd(stage, stage.names.retentionMachine, { cutoff }) };
    },
  ),
  killedInMachine(
    {
      name: "killed-in-schema-change",
      happens:
        "The process is killed while the landing view is made anew beside the old one; the schema change is started again.",
    },
    CALLS.schemaChange,
    () => ({ operation: (stage) => runToEnd(stage, stage.names.schemaChangeMachine, { rebuild: true }) }),
  ),
];

/** Killed in one of the calls that an owner's machine makes, begun when the fault begins. */
function killedInMachine(
  what: Killed,
  calls: number,
  planFor: (planning: Planning) => Pick<FaultPlan, "operation" | "letsGoBefore">,
): FaultScenario {
  return killed(what, (planning) => duringOwnersCall(planning, calls), planFor);
}

function killed(
  what: Killed,
  ruleFor: (planning: Planning) => FaultRule & { readonly words?: string },
  planFor: (planning: Planning) => Partial<FaultPlan> = () => ({}),
): FaultScenario {
  return {
    ...what,
    minutes: MINUTES,
    plan: (planning) => {
      const { fault, words, ...rest } = ruleFor(planning);
      const moment = fault.kind === "kill" ? fault.moment : "before";
      const when = typeof moment === "string" ? `${moment} it` : `${moment.laterMs} ms after it`;
      return {
        drawn: `${words ?? rest.operation}, ${when}`,
        rules: [{ ...rest, from: planning.window.from, fault }],
        ...planFor(planning),
      };
    },
    raised: {},
    kills: true,
  };
}

function duringOwnersCall({ names, draw }: Planning, calls: number): FaultRule & { readonly words: string } {
  const wanted = draw.whole("call", 1, calls);
  let seen = 0;
  return {
    service: "redshift-data",
    words: `call ${wanted} of the owner's`,
    when: ({ caller }) => {
      if (caller.name === names.ownerRole) seen += 1;
      return caller.name === names.ownerRole && seen === wanted;
    },
    fault: { kind: "kill", moment: momentOf(draw) },
  };
}

async function runToEnd(stage: LabStage, machine: string, input: unknown = {}): Promise<void> {
  const status = await stage.run(machine, input);
  if (status !== "SUCCEEDED") throw new Error(`An execution of ${machine} ended ${status}.`);
}

function momentOf(draw: Draw): KillMoment {
  const laterMs = draw.whole("milliseconds", -2, LONGEST_MS);
  if (laterMs === -2) return "before";
  return laterMs === -1 ? "after" : { laterMs };
}
