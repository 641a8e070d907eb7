import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readingSchema } from "@sensor-pipeline/core/sensor/reading";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ProduceFixture, startProduceFixture } from "./produce-fixture.ts";
import { KEYS } from "./pseudo-terminal.ts";
import type { PipelineRun } from "./run-pipeline.ts";

// Each test starts processes of its own, three and more.
vi.setConfig({ testTimeout: 90_000 });

const fixture: ProduceFixture = await startProduceFixture();
const { kinesis, folder } = fixture;

const START = "2026-11-23T12:00:00.000Z";

beforeEach(() => {
  kinesis.fault = () => undefined;
});

afterEach(() => fixture.closeTerminals());
afterAll(() => fixture.close());

test("the menu sends one, a batch and a flow, asks wrong answers again with the reason, and sums up at the end", async () => {
  const stream = await fixture.createStream();
  const person = fixture.open(stream);
  await person.sees(new RegExp(`Stream ${stream} in us-east-1, checked: ACTIVE, 2 shards`));
  await person.sees(/What do you want to send\?[\s\S]*select/);
  person.types("1", KEYS.enter);
  await person.sees(/Sent 1 record to /);
  await person.sees(/send\?[\s\S]*select/);
  person.types("2", KEYS.enter);
  await person.sees(/How many records \(1 to 500\)\? /);
  person.types("501", KEYS.enter);
  await person.sees(/must be a whole number from 1 to 500/);
  person.types(KEYS.backspace, KEYS.backspace, KEYS.backspace, "40", KEYS.enter);
  await person.sees(/Sent 40 records to /);
  await person.sees(/send\?[\s\S]*select/);
  person.types("3", KEYS.enter);
  await person.sees(/How many records a second\? /);
  person.types("0", KEYS.enter);
  await person.sees(/The rate must be a number from 0.001/);
  person.types(KEYS.backspace, "30", KEYS.enter);
  await person.sees(/For how long/);
  person.types("soon", KEYS.enter);
  await person.sees(/The time must be such as 30s/);
  person.types(...Array<string>(4).fill(KEYS.backspace), "2s", KEYS.enter);
  await person.sees(/sent \d+ of 60 .* circuit closed/);
  await person.sees(/Sent 60 records to /);
  await person.sees(/send\?[\s\S]*select/);
  person.types("4", KEYS.enter);
  await person.sees(/Sent 101 records to /);
  expect((await person.ended).code).toBe(0);
  const records = await fixture.recordsOf(stream);
  expect(new Set(records.map((text) => readingSchema.parse(JSON.parse(text)).event_id)).size).toBe(101);
});

test.each([
  ["Ctrl-C at the menu", [KEYS.ctrlC], /Nothing was sent\./],
  ["Ctrl-C at a question", ["2", KEYS.enter, /How many/, KEYS.ctrlC], /Nothing was sent\./],
  [
    "Ctrl-D at a question",
    ["1", KEYS.enter, /Sent 1[\s\S]*select/, "2", KEYS.enter, /How many/, KEYS.ctrlD],
    /Sent 1 record to /,
  ],
  [
    "Ctrl-C while sending until Ctrl-C",
    ["3", KEYS.enter, /second/, KEYS.enter, /how long/, "forever", KEYS.enter, /sent [1-9]/, KEYS.ctrlC],
    /Sent \d+ records? to [\s\S]*stopped +interrupted/,
  ],
] as const)("%s ends with the summary and leaves the terminal in order", async (_when, steps, summary) => {
  const stream = await fixture.createStream();
  const person = fixture.open(stream);
  await person.sees(/What do you want to send\?[\s\S]*select/);
  for (const step of steps) {
    if (typeof step === "string") person.types(step);
    else await person.sees(step);
  }
  await person.sees(summary);
  const { code, rest } = await person.ended;
  expect(code).toBe(130);
  expect(rest).toMatch(/ icanon/);
  expect(rest).toMatch(/ echo /);
  // The cursor is shown again after it was last hidden.
  expect(person.raw().lastIndexOf("\u001b[?25h")).toBeGreaterThan(person.raw().lastIndexOf("\u001b[?25l"));
});

test("without a terminal and without flags there is one sentence", async () => {
  const { code, stdout, stderr } = await fixture.produce("any");
  expect({ code, stdout }).toEqual({ code: 64, stdout: "" });
  expect(stderr).toBe("Say what to send: --count, --rate or --file. The menu needs a terminal.\n");
});

test("what arrives is what the dry run of the same seed and start printed", async () => {
  const stream = await fixture.createStream();
  const flags = ["--count", "120", "--seed", "7", "--start", START, "--sensors", "6"];
  const printed = await fixture.produce(stream, ...flags, "--dry-run");
  expect(printed.code).toBe(0);
  expect(await fixture.recordsOf(stream)).toEqual([]);
  const { code, stdout } = await fixture.produce(stream, ...flags, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    asked: 120,
    sent: 120,
    givenUp: 0,
    unsent: 0,
    origin: { seed: 7, start: START },
  });
  const records = await fixture.recordsOf(stream);
  expect(records.toSorted()).toEqual(printed.stdout.trim().split("\n").toSorted());
});

test("at a rate for a time, as many records arrive, each later than the one before", async () => {
  const stream = await fixture.createStream(1);
  const { code, stdout } = await fixture.produce(stream, "--rate", "25", "--for", "2s", "--start", START);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Sent 50 records to /);
  const times = (await fixture.recordsOf(stream)).map((text) => Date.parse(JSON.parse(text).event_time));
  expect(times).toEqual(Array.from({ length: 50 }, (_, index) => Date.parse(START) + index * 40));
});

test.each(["base64", "hex"] as const)("--encoding %s sends the text of that encoding", async (encoding) => {
  const stream = await fixture.createStream();
  expect((await fixture.produce(stream, "--count", "10", "--encoding", encoding)).code).toBe(0);
  const records = await fixture.recordsOf(stream);
  const readings = records.map((text) => readingSchema.parse(JSON.parse(Buffer.from(text, encoding).toString("utf8"))));
  expect(readings).toHaveLength(10);
});

test("a file's readings are sent, its other lines told by number, kept, and read again as the same lines", async () => {
  const stream = await fixture.createStream();
  const readings = await dryLines(stream, 5);
  const lines = [...readings.slice(0, 3), '{"sensor_id": "warm"}', "", "no json", ...readings.slice(3)];
  writeFileSync(path.join(folder, "own.ndjson"), lines.join("\r\n"));
  const first = await fixture.produce(stream, "--file", "own.ndjson", "--reject-file", "bad lines.ndjson");
  expect(first.code).toBe(1);
  expect(first.stderr).toContain("own.ndjson:4: event_id is missing; sensor_id: expected number, received string;");
  expect(first.stderr).toContain("own.ndjson:6: not JSON");
  expect(first.stdout).toMatch(
    /^Sent 5 of 7 records[\s\S]*given up +2 +NotARecord 2[\s\S]*kept +2 lines in bad lines.ndjson/,
  );
  expect((await fixture.recordsOf(stream)).toSorted()).toEqual(readings.toSorted());
  const again = await fixture.produce(stream, "--file", "bad lines.ndjson", "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ asked: 2, sent: 0, givenUp: 2, kept: 2 });
});

test("what is given up is kept with the reason, and a later --file sends exactly those", async () => {
  const stream = await fixture.createStream();
  kinesis.fault = (operation, body) =>
    operation === "PutRecords" && body.includes('"PartitionKey":"1003"')
      ? { error: "InternalFailure", status: 500 }
      : undefined;
  const flags = ["--rate", "20", "--count", "40", "--seed", "3", "--start", START, "--encoding", "base64"];
  const { code, stdout } = await fixture.produce(stream, ...flags, "--reject-file", "given-up.ndjson", "--json");
  expect(code).toBe(1);
  const summary = JSON.parse(stdout);
  const kept = readFileSync(path.join(folder, "given-up.ndjson"), "utf8").trim().split("\n");
  expect(summary.sent + summary.givenUp).toBe(40);
  expect(summary.givenUp).toBe(kept.length);
  expect(summary.reasons).toEqual({ InternalFailure: { records: kept.length, message: "InternalFailure for a test" } });
  expect(JSON.parse(kept[0] ?? "").reason).toEqual({ code: "InternalFailure", message: "InternalFailure for a test" });
  const before = await fixture.recordsOf(stream);
  expect(before).toHaveLength(summary.sent);

  kinesis.fault = () => undefined;
  const again = await fixture.produce(stream, "--file", "given-up.ndjson", "--json");
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ asked: kept.length, sent: kept.length });
  const ids = (await fixture.recordsOf(stream)).map(
    (text) => JSON.parse(Buffer.from(text, "base64").toString()).event_id,
  );
  expect(ids).toHaveLength(40);
  expect(new Set(ids).size).toBe(40);
});

test("Ctrl-C in mid-run ends in order: what was sent, what was kept and what the told command sends are all records", async () => {
  const stream = await fixture.createStream();
  const asked = ["--rate", "300", "--for", "5s"];
  const { code, stdout, stderr } = await fixture.interrupt(
    5,
    stream,
    ...asked,
    "--reject-file",
    "rest.ndjson",
    "--json",
  );
  expect(code, stderr).toBe(130);
  const summary = JSON.parse(stdout);
  expect(summary).toMatchObject({ asked: 1500, stopped: { reason: "interrupted" } });
  expect(summary.sent + summary.givenUp + summary.unsent).toBe(1500);
  expect(await fixture.recordsOf(stream)).toHaveLength(summary.sent);

  if (summary.kept > 0) await fixture.produce(stream, "--file", "rest.ndjson");
  const [, , ...words] = String(summary.rest).split(" ");
  const rest = await fixture.produce(stream, ...words);
  expect(rest.code, rest.stderr).toBe(0);
  const { seed, start } = summary.origin;
  const whole = await fixture.produce(stream, "--dry-run", ...asked, "--seed", String(seed), "--start", start);
  const all = whole.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.stringify(JSON.parse(line)));
  expect((await fixture.recordsOf(stream)).toSorted()).toEqual(all.toSorted());
});

test("after Ctrl-C a file's lines are in the stream, in the reject file, or told as not read", async () => {
  const stream = await fixture.createStream();
  const lines = await dryLines(stream, 6000);
  writeFileSync(path.join(folder, "long.ndjson"), lines.join("\n"));
  const flags = ["--file", "long.ndjson", "--reject-file", "unsent.ndjson", "--json"];
  const { code, stdout, stderr } = await fixture.interrupt(3, stream, ...flags);
  expect(code, stderr).toBe(130);
  const { unread, kept, sent, unsent } = JSON.parse(stdout);
  const rejects = path.join(folder, "unsent.ndjson");
  const unsentLines = existsSync(rejects) ? readFileSync(rejects, "utf8").trim().split("\n") : [];
  expect({ kept, unsent }).toEqual({ kept: unsentLines.length, unsent: unsentLines.length });
  const records = await fixture.recordsOf(stream);
  expect(records).toHaveLength(sent);
  const readings = unsentLines.map((line) => JSON.stringify(JSON.parse(line).reading));
  expect([...records, ...readings, ...lines.slice(unread.line - 1)].toSorted()).toEqual(lines.toSorted());
});

test("credentials that expire in mid-run stop it with a sentence, and the counts add up", async () => {
  const stream = await fixture.createStream();
  let requests = 0;
  kinesis.fault = (operation) => {
    if (operation === "PutRecords") requests += 1;
    if (requests < 3) return undefined;
    return { error: "ExpiredTokenException", status: 400 };
  };
  const { code, stdout } = await fixture.produce(stream, "--rate", "50", "--for", "1m", "--json");
  expect(code).toBe(1);
  const summary = JSON.parse(stdout);
  expect(summary.stopped).toEqual({
    reason: "stream",
    message: "ExpiredTokenException: ExpiredTokenException for a test. The credentials have expired: sign in again.",
  });
  expect(summary.sent + summary.givenUp + summary.unsent).toBe(3000);
  expect(await fixture.recordsOf(stream)).toHaveLength(summary.sent);
});

test("a stream that is missing, in other letters, not ready or forbidden is one sentence, and nothing is kept", async () => {
  const stream = await fixture.createStream();
  await expectRefusal(fixture.produce("nowhere", "--count", "1"), 'There is no stream "nowhere" in us-east-1: look at');
  const upper = stream.toUpperCase();
  await expectRefusal(
    fixture.produce(upper, "--count", "1"),
    `There is no stream "${upper}" in us-east-1, but there is "${stream}"`,
  );
  kinesis.fault = () => ({ document: { StreamDescriptionSummary: { StreamStatus: "DELETING" } } });
  await expectRefusal(fixture.produce(stream, "--count", "1"), "has the status DELETING and takes no records.");
  kinesis.fault = () => ({ error: "AccessDeniedException", status: 400 });
  await expectRefusal(
    fixture.produce(stream, "--count", "1"),
    "AccessDeniedException: AccessDeniedException for a test. Ask for",
  );
});

test("a stream with upper-case letters takes records, with the warning that Redshift does not read it", async () => {
  const stream = await fixture.createStream(1, "Readings");
  const { code, stderr } = await fixture.produce(stream, "--count", "1");
  expect(code).toBe(0);
  expect(stderr).toContain(
    `Stream "${stream}" has upper-case letters: Redshift reads it only with enable_case_sensitive_identifier`,
  );
});

test("on a full disk the run stops, and what could not be kept is counted", async () => {
  const stream = await fixture.createStream();
  writeFileSync(path.join(folder, "disk.ndjson"), ["no json", ...(await dryLines(stream, 20))].join("\n"));
  const { code, stdout } = await fixture.produce(
    stream,
    "--file",
    "disk.ndjson",
    "--reject-file",
    "/dev/full",
    "--json",
  );
  expect(code).toBe(1);
  const { asked, sent, givenUp, unsent, kept, lost, stopped } = JSON.parse(stdout);
  expect(stopped.message).toMatch(/^The reject file \/dev\/full can't be written: no space is left on the disk\./);
  expect({ sum: sent + givenUp + unsent, kept, lost }).toEqual({ sum: asked, kept: 0, lost: givenUp + unsent });
});

test("a run that goes well leaves no reject file behind", async () => {
  const stream = await fixture.createStream();
  const files = readdirSync(folder);
  expect((await fixture.produce(stream, "--count", "3")).code).toBe(0);
  expect(readdirSync(folder)).toEqual(files);
});

async function dryLines(stream: string, count: number): Promise<string[]> {
  const { stdout } = await fixture.produce(stream, "--count", String(count), "--dry-run");
  return stdout.trim().split("\n");
}

async function expectRefusal(run: Promise<PipelineRun>, sentence: string): Promise<void> {
  const { code, stdout, stderr } = await run;
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(sentence)]);
}
