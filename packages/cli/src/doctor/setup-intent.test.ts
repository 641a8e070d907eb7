import { readFileSync } from "node:fs";
import { readTexts, SETUP_FILES } from "@sensor-pipeline/core/setup/setup-files";
import { setupDefinition } from "@sensor-pipeline/core/setup/setup-machine";
import { expect, test } from "vitest";
import { CannotTellError } from "./check.ts";
import { readSetup } from "./setup-intent.ts";

const ROOT = new URL("../../../../", import.meta.url);

test("role, stream and secret are read from the very definition that is deployed", () => {
  const intent = {
    roleArn: "arn:aws:iam::000000000000:role/sensor-pipeline-dev-warehouse",
    streamName: "sensor-pipeline-dev-readings",
    secretArn: "arn:aws:secretsmanager:us-east-1:000000000000:secret:redshift!sensor-pipeline-dev-admin",
  };
  const { secretArn, ...made } = intent;
  const definition = setupDefinition({
    target: { workgroupName: "sensor-pipeline-dev", database: "sensors", secretArn },
    ...made,
    autoRefresh: false,
    texts: readTexts(SETUP_FILES, (file) => readFileSync(new URL(file, ROOT), "utf8")),
  });
  expect(readSetup(JSON.stringify(definition))).toEqual(intent);
});

test("a definition that makes neither schema nor view is of another version, and nothing is guessed from it", () => {
  expect(() => readSetup('{"States": {}}')).toThrow(CannotTellError);
});
