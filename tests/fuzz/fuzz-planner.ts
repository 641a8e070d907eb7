import type { Catalog } from "@sensor-pipeline/redshift/plan/catalog";
import { planDelete, planInsert, planUpdate } from "@sensor-pipeline/redshift/plan/plan-change";
import { planQuery } from "@sensor-pipeline/redshift/plan/plan-query";
import { parse } from "@sensor-pipeline/redshift/sql/parse";
import type { RedshiftType } from "@sensor-pipeline/redshift/sql/redshift-type";
import { SqlError } from "@sensor-pipeline/redshift/sql/sql-error";
import type { FuzzTarget } from "./finding.ts";
import { mutate } from "./mutate.ts";

/** A statement that takes longer to parse and plan hangs, for all a user can tell. */
const SLOW_MS = 2000;

const TYPES: readonly RedshiftType[] = [
  { name: "integer" },
  { name: "bigint" },
  { name: "decimal", precision: 10, scale: 2 },
  { name: "double precision" },
  { name: "varchar", length: 256 },
  { name: "char", length: 5 },
  { name: "timestamp" },
  { name: "date" },
  { name: "boolean" },
  { name: "super" },
  { name: "varbyte" },
];

const COLUMNS = [
  "a",
  "b",
  "c",
  "id",
  "name",
  "n",
  "x",
  "y",
  "v",
  "t",
  "d",
  "s",
  "k",
  "payload",
  "tags",
  "price",
  "qty",
];

/** Every table there is, so that planning goes on where it would end at an unknown name. */
const CATALOG: Catalog = {
  relation: (schema, name) => ({
    schema: schema ?? "public",
    name,
    kind: schema === "kinesis_schema" ? "stream" : "table",
    columns: COLUMNS.map((column, index) => ({
      name: column,
      type: TYPES[(index + name.length) % TYPES.length] ?? { name: "integer" },
    })),
    engineName: `"public"."${name}"`,
  }),
};

/** Parsing and planning: whatever the text, a tree and a plan, or an SQL error; and soon. */
export function fuzzPlanner(corpus: readonly string[], clock: () => number): FuzzTarget {
  return {
    name: "planner",
    share: 0.9,
    take(random) {
      const input = mutate(corpus, random);
      const started = clock();
      try {
        plan(input);
      } catch (error) {
        if (!(error instanceof SqlError)) {
          return {
            target: "planner",
            input,
            what: error instanceof Error ? (error.stack ?? error.message) : String(error),
          };
        }
        if (!/^[0-9A-Z]{5}$/.test(error.sqlState))
          return { target: "planner", input, what: `SQLSTATE ${error.sqlState}` };
      }
      const took = clock() - started;
      return took > SLOW_MS ? { target: "planner", input, what: `took ${Math.round(took)} ms` } : undefined;
    },
    close: async () => undefined,
  };
}

function plan(text: string): void {
  const context = { catalog: CATALOG };
  for (const { statement } of parse(text)) {
    if (statement.kind === "query") planQuery(statement, context);
    else if (statement.kind === "insert") planInsert(statement, context);
    else if (statement.kind === "update") planUpdate(statement, context);
    else if (statement.kind === "delete") planDelete(statement, context);
  }
}
