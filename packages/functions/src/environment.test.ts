import { expect, test } from "vitest";
import { producerEnvironment } from "./environment.ts";

test("the producer has its stage and stream from infra and the rest by default", () => {
  expect(producerEnvironment({ STAGE: "dev", KINESIS_STREAM_NAME: "readings" })).toEqual({
    stage: "dev",
    streamName: "readings",
    region: "us-east-1",
    maxRetries: 3,
    retryBaseDelayMs: 500,
  });
  expect(() => producerEnvironment({ STAGE: "dev" })).toThrow("KINESIS_STREAM_NAME");
});
