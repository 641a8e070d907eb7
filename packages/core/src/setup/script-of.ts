import type { StatementStep } from "./deployed-machine.ts";

const ONLY_LOOKS = /^\s*SELECT\b/i;

/**
 * The steps as a file for psql or a query editor: each under its title and file, several statements of one step in a
 * transaction. What only looks is left out, because nothing there could act on the answer.
 */
export function scriptOf(steps: readonly StatementStep[]): string {
  return steps.flatMap(partOf).join("\n\n");
}

function partOf({ title, file, statements }: StatementStep): readonly string[] {
  const acting = statements.filter((sql) => !ONLY_LOOKS.test(sql));
  if (acting.length === 0) return [];
  // A title that stands for the looking says nothing of what is left of its step.
  const comment = acting.length === statements.length ? `${title} (${file})` : file;
  return [[`-- ${comment}`, ...inTransaction(acting)].join("\n")];
}

function inTransaction(statements: readonly string[]): readonly string[] {
  const ended = statements.map((sql) => `${sql};`);
  return ended.length === 1 ? ended : ["BEGIN;", ...ended, "COMMIT;"];
}
