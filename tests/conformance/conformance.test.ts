import { readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, test } from "vitest";
import type { ConformancePage } from "./conformance-case.ts";
import { openSession } from "./data-api-target.ts";
import { type OpenWarehouse, openWarehouse } from "./open-warehouse.ts";
import { type ConformanceTarget, runCase } from "./run-case.ts";

const CASES = path.join(import.meta.dirname, "cases");

/** Only files whose name holds this: `PAGES=date npx vitest run tests/conformance`. */
const only = process.env.PAGES ?? "";

let open: OpenWarehouse;

beforeAll(async () => {
  open = await openWarehouse(process.env);
});

afterAll(() => open?.close());

for (const file of readdirSync(CASES).filter((name) => name.includes(only))) {
  const { PAGES } = (await import(path.join(CASES, file))) as { readonly PAGES: readonly ConformancePage[] };
  for (const [index, page] of PAGES.entries()) {
    describe(`${file} ${page.page}`, () => {
      let target: ConformanceTarget;
      beforeAll(async () => {
        const schema = `conformance_${path.basename(file, ".ts").replaceAll("-", "_")}_${index}`;
        target = await openSession(open.warehouse, schema);
        for (const sql of page.setup ?? []) {
          const answer = await target.run(sql);
          if ("error" in answer) throw new Error(`${sql}\n${answer.error}`);
        }
      });
      afterAll(() => target?.close());
      test.for(page.cases.map((expected) => [expected.sql, expected] as const))("%s", ([, expected]) =>
        runCase(target, expected),
      );
    });
  }
}
