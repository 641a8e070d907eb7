import type { FailureStates } from "./failure-states.ts";
import { runStatements } from "./run-statements.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { Condition } from "./states-language.ts";
import type { Step } from "./step.ts";
import { note } from "./tally.ts";

/**
 * Creates something where there is none, and keeps what is there whoever made it: a role, which has nothing that could differ (and
 * CREATE ROLE has no IF NOT EXISTS), or the archive, whose records outlive every set-up.
 */
export function makeOnce(
  object: {
    readonly name: string;
    readonly kind: "role" | "table";
    readonly file: string;
    readonly statements: readonly string[];
    readonly present: Condition;
  },
  target: StatementTarget,
  failures: FailureStates,
): Step {
  const { name, kind, file, statements, present } = object;
  const start = `Is ${kind} ${name} there?`;
  const title = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${name}`;
  const isThere = `${title} is there`;
  const wasCreated = `${title} was created`;
  const create = runStatements({ title: `Create ${kind} ${name}`, file, statements }, target, failures);
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
