import type { Catalog } from "../packages/redshift/src/plan/catalog.ts";
import { planQuery } from "../packages/redshift/src/plan/plan-query.ts";
import { parse } from "../packages/redshift/src/sql/parse.ts";
import { TestRedshift } from "../packages/redshift/src/test-redshift.ts";
import { loadCaseFiles } from "../tests/conformance/load-pages.ts";
import { type Figure, percentile } from "./figure.ts";

const ROUNDS = 5;

/** Parsing and planning of every query of the conformance suite that plans without tables of its own. */
export async function benchPlan(): Promise<Figure[]> {
  const files = await loadCaseFiles();
  const statements = files.flatMap(({ pages }) =>
    pages.flatMap((page) => page.cases.filter((item) => "rows" in item).map(({ sql }) => sql)),
  );
  const catalog: Catalog = { relation: () => undefined };
  const planned = statements.filter((sql) => plans(sql, catalog));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const sql of planned) {
      const started = performance.now();
      plans(sql, catalog);
      if (round > 0) times.push(performance.now() - started);
    }
  }
  return [
    {
      what: `parse and plan, median of ${planned.length} statements`,
      value: rounded(percentile(times, 0.5)),
      unit: "ms",
      wanted: "at most 1",
    },
    { what: "parse and plan, 99 of 100 statements", value: rounded(percentile(times, 0.99)), unit: "ms" },
    { what: "opening a new database, prepared image", value: await timeOpening(), unit: "ms", wanted: "at most 400" },
  ];
}

function plans(sql: string, catalog: Catalog): boolean {
  try {
    for (const { statement } of parse(sql)) {
      if (statement.kind !== "query") return false;
      planQuery(statement, { catalog });
    }
    return true;
  } catch {
    return false;
  }
}

/** Median of a few openings, each of a folder of its own; the first one prepares the image and does not count. */
async function timeOpening(): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= ROUNDS; run += 1) {
    const started = performance.now();
    const warehouse = await TestRedshift.open();
    if (run > 0) times.push(performance.now() - started);
    await warehouse.close();
  }
  return Math.round(percentile(times, 0.5));
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(3));
}
