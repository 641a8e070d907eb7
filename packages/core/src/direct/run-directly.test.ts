import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { OWNER_MACHINES, refreshMachine, TARGET } from "../setup/setup-fixture.ts";
import { FakeDataApi } from "../warehouse/fake-data-api.ts";
import { readDefinition } from "./read-definition.ts";
import { runDirectly } from "./run-directly.ts";
import { signInWith } from "./sign-in-with.ts";
import { readSteps } from "./state-steps.ts";

const SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:other";

/** A refresh asks first which landing view it is. */
const LOOK_UP = { Id: "look-up" };
const READS = { Records: [[{ stringValue: "reads sensor_records" }]] };
const FINISHED = { Status: "FINISHED" };

function serviceError(name: string): Error {
  return Object.assign(new Error("not now"), { name, $fault: "server", $metadata: {} });
}

function refresh(api: FakeDataApi, signal?: AbortSignal) {
  return runDirectly({
    client: api.client,
    definition: signInWith(SECRET, refreshMachine()),
    input: {},
    name: "a-run",
    clock: new FakeClock(),
    random: () => 0.5,
    signal,
  });
}

test("The Data API is called with the secret that was given, once a look, and waits there for the statement's end", async () => {
  const api = new FakeDataApi({ execute: [LOOK_UP, { Id: "one" }], describe: [FINISHED], result: [READS] });
  expect(await refresh(api)).toMatchObject({ status: "SUCCEEDED", output: { statementId: "one" } });
  const { workgroupName: WorkgroupName, database: Database } = TARGET as typeof TARGET & { workgroupName: string };
  const signedIn = expect.objectContaining({ WorkgroupName, Database, SecretArn: SECRET });
  expect(api.inputsOf("execute")).toEqual([signedIn, signedIn]);
  expect(api.inputsOf("describe")).toEqual(["look-up", "one"].map((Id) => ({ Id, WaitTimeSeconds: 20 })));
});

test("What passes by itself is tried again with the same client token, what does not is the cause", async () => {
  const busy = new FakeDataApi({
    execute: [serviceError("ActiveStatementsExceededException"), { Id: "one" }],
    describe: [serviceError("InternalServerException"), FINISHED],
    result: [READS],
  });
  expect(await refresh(busy)).toMatchObject({ status: "SUCCEEDED" });
  const [first, second] = busy.inputsOf("execute");
  expect(second).toEqual(first);
  const unreachable = new FakeDataApi({ execute: [Object.assign(new Error("no way"), { code: "ECONNREFUSED" })] });
  const { error, cause } = await refresh(unreachable);
  expect(unreachable.calls).toHaveLength(7);
  expect({ error, cause }).toEqual({
    error: "StatementRefused",
    cause: expect.stringContaining("RedshiftData.SdkClientException: no way"),
  });
});

test("An error that is neither the service's nor the network's is no failed state: it stays what it is", async () => {
  const expired = Object.assign(new Error("sign in again"), { name: "CredentialsProviderError" });
  await expect(refresh(new FakeDataApi({ execute: [expired] }))).rejects.toThrow("sign in again");
});

test("Ctrl-C cancels the statement that runs, and the end says so", async () => {
  const stop = new AbortController();
  const api = new FakeDataApi({
    execute: [LOOK_UP, { Id: "one" }],
    describe: [
      FINISHED,
      () => {
        stop.abort();
        return Object.assign(new Error("aborted"), { name: "AbortError" });
      },
    ],
    result: [READS],
    cancel: [{ Status: true }],
  });
  const { status, cause, states } = await refresh(api, stop.signal);
  expect({ status, cause }).toEqual({
    status: "ABORTED",
    cause: "The statement that ran (Refresh streaming view sensor_records, one) was cancelled.",
  });
  expect(states.at(-1)).toBe("Refresh streaming view sensor_records: look");
  expect(api.inputsOf("cancel")).toEqual([{ Id: "one" }]);
});

test("Ctrl-C while a statement is handed over waits for its id, to cancel that statement", async () => {
  const stop = new AbortController();
  const api = new FakeDataApi({
    execute: [
      LOOK_UP,
      () => {
        stop.abort();
        return { Id: "one" };
      },
    ],
    describe: [FINISHED],
    result: [READS],
    cancel: [serviceError("ValidationException")],
  });
  const { status, cause } = await refresh(api, stop.signal);
  expect(status).toBe("ABORTED");
  expect(cause).toContain("could not be cancelled and may have run to its end: ValidationException: not now");
});

test("A run has the time that its definition allows, and then its statement is cancelled", async () => {
  const api = new FakeDataApi({ execute: [{ Id: "one" }], describe: [{ Status: "STARTED" }], cancel: [{}] });
  const report = await refresh(api);
  expect(report).toMatchObject({ status: "TIMED_OUT", error: "States.Timeout" });
  expect(report.cause).toContain("was cancelled");
});

const UNKNOWN: readonly (readonly [what: string, change: (text: string) => string, words: string])[] = [
  ["type of state", (text) => text.replace('"Type":"Wait"', '"Type":"Map"'), "Look up the landing view: wait"],
  ["field", (text) => text.replace('"Type":"Wait"', '"Type":"Wait","TimestampPath":"$.at"'), '"TimestampPath"'],
  ["function", (text) => text.replace("States.Hash", "States.Base64Encode"), "it calls States.Base64Encode"],
  ["comparison", (text) => text.replace('"StringEquals"', '"StringLessThan"'), "a Choice compares by StringLessThan"],
  ["kind of path", (text) => text.replaceAll("$.statement.Id", "$.statement[?(@.Id)]"), "[?(@.Id"],
  [
    "parameter",
    (text) => text.replace('"StatementName"', '"ResultFormat":"CSV","StatementName"'),
    "executeStatement with ResultFormat",
  ],
  ["service", (text) => text.replace("aws-sdk:redshiftdata:", "aws-sdk:s3:"), "it calls arn:aws:states:::aws-sdk:s3:"],
  ["state", (text) => text.replace('"Next":"Refresh failed"', '"Next":"Nowhere"'), 'a state "Nowhere"'],
];

for (const [what, change, words] of UNKNOWN)
  test(`A definition with a ${what} that is not run directly is refused by name before anything is called`, async () => {
    const api = new FakeDataApi({});
    const text = JSON.stringify(refreshMachine());
    expect(change(text)).not.toBe(text);
    const run = async () => {
      const definition = readDefinition(change(text));
      await runDirectly({
        client: api.client,
        definition,
        input: {},
        name: "a",
        clock: new FakeClock(),
        random: () => 0,
      });
    };
    await expect(run()).rejects.toThrow(words);
    await expect(run()).rejects.toThrow("can't be run directly");
    expect(api.calls).toEqual([]);
  });

test("Every machine of the owner is one that can be run directly, and only its secret is another then", () => {
  for (const [name, machine] of Object.entries(OWNER_MACHINES)) {
    const text = JSON.stringify(machine);
    const secret = /"SecretArn":"([^"]+)"/.exec(text)?.[1] ?? "";
    const other = JSON.stringify(signInWith(SECRET, readDefinition(text)));
    // Every state is read, to the parameters of its call.
    expect(() => readSteps(machine), name).not.toThrow();
    expect(JSON.parse(other), name).toEqual(JSON.parse(text.replaceAll(secret, SECRET)));
  }
});
