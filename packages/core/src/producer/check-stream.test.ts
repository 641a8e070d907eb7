import { ResourceNotFoundException } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { StreamCheckError, StreamNotUsableError } from "./errors.ts";
import { FakeKinesis, requestError } from "./fake-kinesis.ts";
import { publishReadings } from "./publish-readings.ts";

async function publishTo(describe: () => string | Error) {
  const kinesis = new FakeKinesis(() => []);
  kinesis.describe = describe;
  const records = [{ partitionKey: "1001", data: Buffer.from("reading") }];
  const options = { client: kinesis.client, streamName: "missing", records, clock: new FakeClock(), random: () => 0 };
  const outcome = await publishReadings(options).catch((error: unknown) => error);
  return { outcome, requests: kinesis.requests };
}

test("nothing is sent to a stream that does not exist, and the error names stream and region", async () => {
  const notFound = new ResourceNotFoundException({ message: "Stream missing not found", $metadata: {} });
  const { outcome, requests } = await publishTo(() => notFound);
  expect(outcome).toBeInstanceOf(StreamNotUsableError);
  expect(outcome).toMatchObject({ streamName: "missing", region: "eu-central-1", cause: notFound });
  expect(String(outcome)).toContain('Stream "missing" in eu-central-1 does not exist.');
  expect(requests).toEqual([]);
});

test.each(["CREATING", "DELETING"])("nothing is sent to a stream with the status %s", async (status) => {
  const { outcome, requests } = await publishTo(() => status);
  expect(String(outcome)).toContain(`has the status ${status}`);
  expect(requests).toEqual([]);
});

test.each(["ACTIVE", "UPDATING"])("a stream with the status %s takes records", async (status) => {
  expect((await publishTo(() => status)).outcome).toMatchObject({ sent: 1, failed: [] });
});

test("a throttled look at the stream is repeated", async () => {
  const answers = [requestError("LimitExceededException", 400), requestError("Error")];
  expect((await publishTo(() => answers.shift() ?? "ACTIVE")).outcome).toMatchObject({ sent: 1 });
});

test("a look that is denied is an error with stream, region and reason, and is not repeated", async () => {
  const denied = requestError("AccessDeniedException", 400);
  const { outcome, requests } = await publishTo(() => denied);
  expect(outcome).toBeInstanceOf(StreamCheckError);
  expect(outcome).toMatchObject({ cause: denied });
  expect(String(outcome)).toContain('Stream "missing" in eu-central-1 could not be looked at');
  expect(String(outcome)).toContain("AccessDeniedException for a test");
  expect(requests).toEqual([]);
});
