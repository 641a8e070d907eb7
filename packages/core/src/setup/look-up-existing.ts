import { WAREHOUSE_OBJECTS } from "../names.ts";
import type { FailureStates } from "./failure-states.ts";
import { cell, FOUND, readAnswers } from "./look-up.ts";
import { runStatements } from "./run-statements.ts";
import { SETUP_OBJECTS, SETUP_STATEMENTS, type SetupFile } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import { inOrder, type Step } from "./step.ts";

/** Asked in this order in one batch; the first makes the table that the second reads. */
const QUESTIONS = [
  "bookkeeping",
  "recorded",
  "externalSchema",
  "landingViews",
  "relations",
  "roles",
  "systemMonitor",
] as const;

/**
 * Finds out what is there: in `$.found` then are `recorded` (rows of bookkeeping by object), `schema`, `landing`, `roles`,
 * `systemMonitor` (counts), and `there` (true or false by table and plain view).
 */
export function lookUpExisting(
  render: (file: SetupFile) => readonly string[],
  target: StatementTarget,
  failures: FailureStates,
): Step {
  const ask = runStatements(
    {
      title: "Look up what exists",
      file: SETUP_STATEMENTS.bookkeeping,
      statements: QUESTIONS.flatMap((question) => render(SETUP_STATEMENTS[question])),
    },
    target,
    failures,
  );
  const index = (question: (typeof QUESTIONS)[number]): number => QUESTIONS.indexOf(question) + 1;
  const answers = readAnswers(
    [
      {
        title: "Read what set-up recorded",
        key: "recorded",
        index: index("recorded"),
        selector: { "objects.$": `States.StringToJson(${cell(0, 0, "StringValue")})` },
      },
      {
        title: "Read the external schema",
        key: "schema",
        index: index("externalSchema"),
        selector: {
          "found.$": cell(0, 0, "LongValue"),
          "withThisRole.$": cell(0, 1, "LongValue"),
          "options.$": cell(0, 2, "StringValue"),
        },
      },
      {
        title: "Read the streaming views",
        key: "landing",
        index: index("landingViews"),
        selector: { "first.$": cell(0, 0, "LongValue"), "second.$": cell(0, 1, "LongValue") },
      },
      {
        title: "Read the tables and views",
        key: "relations",
        index: index("relations"),
        selector: { "names.$": "$.Records[*][0].StringValue" },
      },
      {
        title: "Read the roles",
        key: "roles",
        index: index("roles"),
        selector: { "reader.$": cell(0, 0, "LongValue"), "monitor.$": cell(0, 1, "LongValue") },
      },
      {
        title: "Read the grant of sys:monitor",
        key: "systemMonitor",
        index: index("systemMonitor"),
        selector: { "found.$": cell(0, 0, "LongValue") },
      },
    ],
    failures,
  );
  return inOrder(ask, answers, namesToFlags());
}

/** A Choice can't search a list, an intrinsic function can. */
function namesToFlags(): Step {
  const start = "Compare with the files";
  const made = SETUP_OBJECTS.filter(({ kind }) => kind === "view" || kind === "table").map(({ name }) => name);
  const relations = [...made, WAREHOUSE_OBJECTS.archiveTable];
  return {
    start,
    states: (next) => ({
      [start]: {
        Type: "Pass",
        Parameters: Object.fromEntries(
          relations.map((name) => [`${name}.$`, `States.ArrayContains(${FOUND}.relations.names, '${name}')`]),
        ),
        ResultPath: `${FOUND}.there`,
        Next: next,
      },
    }),
  };
}
