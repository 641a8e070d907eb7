import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readTexts, TEARDOWN_FILES } from "../setup/setup-files.ts";
import { teardownMachine } from "../setup/setup-fixture.ts";
import { renderStatements } from "../sql/render-statements.ts";
import { teardownSteps, WAREHOUSE_PARTS } from "./teardown-steps.ts";

const texts = readTexts(TEARDOWN_FILES, (file) =>
  readFileSync(new URL(`../../../../${file}`, import.meta.url), "utf8"),
);

test("the steps are the state machine's statements in its order, and drop every object that set-up makes", () => {
  const steps = teardownSteps(texts, "dropped");
  expect(steps.map(({ name }) => name).toSorted()).toEqual(WAREHOUSE_PARTS.map(({ name }) => name).toSorted());
  const ofMachine = Object.values(teardownMachine().States).flatMap((state) => {
    if (state.Type !== "Task") return [];
    const { Sql, Sqls = [] } = state.Parameters as { Sql?: string; Sqls?: string[] };
    return Sql === undefined ? Sqls : [Sql];
  });
  const [onKept] = renderStatements(texts["sql/teardown/archive-rights.sql"], {}, "archive-rights.sql");
  const onDropped = ofMachine.filter((sql) => !sql.startsWith("SELECT") && sql !== onKept);
  expect(steps.flatMap(({ statements }) => statements)).toEqual(onDropped);
});

test("an archive that stays costs the reader's role its right on it, without which the role could not be dropped", () => {
  const steps = teardownSteps(texts, "kept");
  expect(steps.map(({ name }) => name)).not.toContain("sensor_records_archive");
  const role = steps.find(({ name }) => name === "pipeline_reader");
  expect(role?.statements[0]).toContain("REVOKE SELECT ON public.sensor_records_archive");
  expect(
    teardownSteps(texts, "none")
      .flatMap(({ statements }) => statements)
      .join(),
  ).not.toContain("archive");
});
