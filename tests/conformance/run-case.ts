import { expect } from "vitest";
import type { ConformanceCase, ConformanceValue, RowsCase } from "./conformance-case.ts";

/** What a Redshift answered to one statement. */
export type Answer =
  | { readonly error: string }
  | {
      readonly columns: readonly { readonly name: string; readonly typeName: string }[];
      readonly rows: readonly (readonly ConformanceValue[])[];
    };

/** A Redshift that runs one statement after another: the local one, or a real workgroup. */
export interface ConformanceTarget {
  run(sql: string, user?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Share of its size by which a number with a fraction may differ. */
const TOLERANCE = 1e-9;

/** Runs a case. @throws {AssertionError} when the answer is another than the documented one */
export async function runCase(target: ConformanceTarget, expected: ConformanceCase): Promise<void> {
  const answer = await target.run(expected.sql, expected.as);
  if ("error" in expected) {
    expect(answer, `must fail with: ${expected.error}`).toHaveProperty("error");
    if ("error" in answer) expect(answer.error).toContain(expected.error);
    return;
  }
  if ("error" in answer) throw new Error(`${expected.sql}\n${answer.error}`);
  if ("done" in expected) return;
  const { columns, types } = expected;
  if (columns !== undefined) expect(answer.columns.map(({ name }) => name)).toEqual(columns);
  if (types !== undefined) expect(answer.columns.map(({ typeName }) => typeName)).toEqual(types);
  const order = orderOf(expected);
  expect(order(answer.rows)).toEqual(order(expected.rows).map((row) => row.map(asymmetric)));
}

function orderOf({ unordered }: RowsCase) {
  return (rows: RowsCase["rows"]) =>
    unordered ? rows.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))) : rows;
}

function asymmetric(value: ConformanceValue): unknown {
  if (typeof value !== "number" || Number.isInteger(value)) return value;
  const digits = Math.round(-Math.log10(Math.abs(value) * TOLERANCE));
  return expect.closeTo(value, digits);
}
