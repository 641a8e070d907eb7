import { expect, test } from "vitest";
import { ProducerSettingsError } from "./errors.ts";
import { producerSettings } from "./producer-settings.ts";

test("an empty environment gives the documented defaults", () => {
  expect(producerSettings({ KINESIS_STREAM_NAME: "" })).toEqual({
    streamName: "demo-stream",
    region: "us-east-1",
    maxRetries: 3,
    retryBaseDelayMs: 500,
  });
});

test("every setting comes from its variable", () => {
  const environment = {
    KINESIS_STREAM_NAME: "other",
    AWS_REGION: "eu-west-1",
    MAX_RETRIES: "0",
    RETRY_BASE_DELAY: "0.1",
    PATH: "/bin",
  };
  expect(producerSettings(environment)).toEqual({
    streamName: "other",
    region: "eu-west-1",
    maxRetries: 0,
    retryBaseDelayMs: 100,
  });
});

test.each([
  ["MAX_RETRIES", "many"],
  ["MAX_RETRIES", "-1"],
  ["MAX_RETRIES", "1.5"],
  ["RETRY_BASE_DELAY", "0"],
  ["KINESIS_STREAM_NAME", "no spaces"],
])("%s=%s is refused by name", (name, value) => {
  expect(() => producerSettings({ [name]: value })).toThrow(ProducerSettingsError);
  expect(() => producerSettings({ [name]: value })).toThrow(name);
});
