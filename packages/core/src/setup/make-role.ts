import type { FailureStates } from "./failure-states.ts";
import { runStatements } from "./run-statements.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { Condition } from "./states-language.ts";
import type { Step } from "./step.ts";
import { note } from "./tally.ts";

/** Creates a role where there is none: CREATE ROLE has no IF NOT EXISTS, and a role has nothing that could differ. */
export function makeRole(
  role: {
    readonly name: string;
    readonly file: string;
    readonly statements: readonly string[];
    readonly present: Condition;
  },
  target: StatementTarget,
  failures: FailureStates,
): Step {
  const { name, file, statements, present } = role;
  const start = `Is role ${name} there?`;
  const isThere = `Role ${name} is there`;
  const wasCreated = `Role ${name} was created`;
  const create = runStatements({ title: `Create role ${name}`, file, statements }, target, failures);
  return {
    start,
    states: (next) => ({
      [start]: { Type: "Choice", Choices: [{ ...present, Next: isThere }], Default: create.start },
      [isThere]: note("existed", name, next),
      ...create.states(wasCreated),
      [wasCreated]: note("created", name, next),
    }),
  };
}
