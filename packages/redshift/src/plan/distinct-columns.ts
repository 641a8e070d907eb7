import { quoteIdentifier } from "../engine/quote.ts";
import type { PlannedColumn, PlannedPart } from "./plan-query.ts";

/** A column with what the engine calls it, which no other of the same query is called. */
export interface DistinctColumn extends PlannedColumn {
  readonly engineName: string;
}

/** `*` of a query in FROM shows columns of the same name one beside the other, though nothing can name them. */
export function distinctColumns({ text, columns }: PlannedPart): {
  readonly text: string;
  readonly columns: readonly DistinctColumn[];
} {
  const taken = new Set(columns.map(({ name }) => name));
  if (taken.size === columns.length) {
    return { text, columns: columns.map((column) => ({ ...column, engineName: column.name })) };
  }
  const seen = new Set<string>();
  const distinct = columns.map((column): DistinctColumn => {
    let engineName = column.name;
    for (let number = 2; seen.has(engineName) || (engineName !== column.name && taken.has(engineName)); number += 1) {
      engineName = `${column.name} ${number}`;
    }
    seen.add(engineName);
    return { ...column, engineName };
  });
  const names = distinct.map(({ engineName }) => quoteIdentifier(engineName)).join(", ");
  return { text: `SELECT * FROM (${text}) AS "distinct"(${names})`, columns: distinct };
}
