import { afterAll, beforeAll, describe, test } from "vitest";
import { openSession } from "./data-api-target.ts";
import { loadCaseFiles } from "./load-pages.ts";
import { type OpenWarehouse, openWarehouse } from "./open-warehouse.ts";
import { type ConformanceTarget, runCase } from "./run-case.ts";

/** Only files whose name holds this: `PAGES=date npx vitest run tests/conformance`. */
const only = process.env.PAGES ?? "";

let open: OpenWarehouse;

beforeAll(async () => {
  open = await openWarehouse(process.env);
});

afterAll(() => open?.close());

for (const { name, pages } of await loadCaseFiles(only)) {
  for (const [index, page] of pages.entries()) {
    describe(`${name} ${page.page}`, () => {
      let target: ConformanceTarget;
      beforeAll(async () => {
        const schema = `conformance_${name.replaceAll("-", "_")}_${index}`;
        const isOthers = page.cases.some(({ as }) => as !== undefined);
        target = await openSession(open.warehouse, { schema, isOthers, setup: page.setup ?? [] });
      });
      afterAll(() => target?.close());
      test.for(page.cases.map((expected) => [expected.sql, expected] as const))("%s", ([, expected]) =>
        runCase(target, expected),
      );
    });
  }
}
