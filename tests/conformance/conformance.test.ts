import { readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, test } from "vitest";
import type { ConformancePage } from "./conformance-case.ts";
import { openLocalTarget } from "./local-target.ts";
import { type ConformanceTarget, runCase } from "./run-case.ts";

const CASES = path.join(import.meta.dirname, "cases");

/** Only pages whose file's name holds this: `PAGES=datediff npx vitest run tests/conformance`. */
const only = process.env.PAGES ?? "";

for (const file of readdirSync(CASES).filter((name) => name.includes(only))) {
  const { PAGES } = (await import(path.join(CASES, file))) as { readonly PAGES: readonly ConformancePage[] };
  for (const page of PAGES) {
    describe(`${file} ${page.page}`, () => {
      let target: ConformanceTarget;
      beforeAll(async () => {
        target = await openLocalTarget();
        for (const sql of page.setup ?? []) {
          const answer = await target.run(sql);
          if ("error" in answer) throw new Error(`${sql}\n${answer.error}`);
        }
      });
      afterAll(() => target.close());
      test.for(page.cases.map((expected) => [expected.sql, expected] as const))("%s", ([, expected]) =>
        runCase(target, expected),
      );
    });
  }
}
