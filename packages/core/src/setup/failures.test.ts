import { expect, test } from "vitest";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { runDefinition } from "./run-definition.ts";
import { refreshMachine, setupMachine, teardownMachine } from "./setup-fixture.ts";

function dataApiError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name: `RedshiftData.${name}` });
}

test("A failed statement fails the execution, and the cause names the file, the statement and Redshift's own words", async () => {
  const warehouse = new FakeWarehouse();
  warehouse.failing = (sql) =>
    sql.startsWith("CREATE MATERIALIZED VIEW") ? "permission denied for schema kinesis_schema" : undefined;
  const { error, states } = await runDefinition(setupMachine(), warehouse);
  expect(error?.Error).toBe("StatementFailed");
  expect(error?.Cause).toMatch(
    /^sql\/setup\/landing-view\.sql failed, in the state Create streaming view sensor_records, statement statement-\d+\. Mend it and start again: it goes on from there\. ERROR: permission denied for schema kinesis_schema$/,
  );
  expect(states.at(-1)).toBe("Set-up failed");
});

test("A failed statement of a transaction leaves neither the object nor its row, and set-up goes on from there", async () => {
  const warehouse = new FakeWarehouse();
  warehouse.failing = (sql) =>
    sql.includes("'sensor_record_state'") && sql.startsWith("INSERT") ? "disk full" : undefined;
  expect((await runDefinition(setupMachine(), warehouse)).error?.Cause).toContain("sensor-record-state.sql failed");
  expect(warehouse.objects.has("sensor_record_state")).toBe(false);
  warehouse.failing = () => undefined;
  const { output } = await runDefinition(setupMachine(), warehouse, { name: "second" });
  expect(output).toMatchObject({
    created: [
      "sensor_record_state",
      "sensor_data_stream",
      "sensor_data_quarantine",
      "sensor_states",
      "sensor_records_archive",
    ],
  });
});

test("A streaming view that could not be created is created by the next execution, although its row was written", async () => {
  const warehouse = new FakeWarehouse();
  warehouse.failing = (sql) => (sql.startsWith("CREATE MATERIALIZED VIEW") ? "stream not found" : undefined);
  expect((await runDefinition(setupMachine(), warehouse)).error?.Cause).toContain("stream not found");
  expect(warehouse.rows.has("sensor_records")).toBe(true);
  warehouse.failing = () => undefined;
  const { output } = await runDefinition(setupMachine(), warehouse, { name: "second" });
  expect(output).toMatchObject({ existed: ["pipeline_reader", "pipeline_monitor", "kinesis_schema"] });
});

for (const name of [
  "InternalServerException",
  "ActiveStatementsExceededException",
  "ThrottlingException",
  "DatabaseConnectionException",
])
  test(`A ${name} of any call is waited out with the same client token, and nothing runs twice`, async () => {
    const warehouse = new FakeWarehouse();
    const { error } = await runDefinition(setupMachine(), warehouse, {
      refuse: ({ attempt }) => (attempt <= 2 ? dataApiError(name, "try again") : undefined),
    });
    expect(error).toBeUndefined();
    const quiet = new FakeWarehouse();
    await runDefinition(setupMachine(), quiet);
    expect(warehouse.ran).toEqual(quiet.ran);
  });

test("A call that is lost after the statement was accepted does not run the statement again", async () => {
  const warehouse = new FakeWarehouse();
  const call = warehouse.call.bind(warehouse);
  const lost = new Set<string>();
  warehouse.call = (action, input) => {
    const answer = call(action, input);
    const token = String(input.ClientToken);
    if (!input.ClientToken || lost.has(token)) return answer;
    lost.add(token);
    throw dataApiError("InternalServerException", "the answer was lost");
  };
  expect((await runDefinition(setupMachine(), warehouse)).error).toBeUndefined();
  expect(warehouse.ran.filter((sql) => sql.startsWith("CREATE MATERIALIZED VIEW"))).toHaveLength(1);
  expect(lost.size).toBe(warehouse.tokens.size);
});

test("An error that does not pass is not retried, and the cause names the file and the Data API's words", async () => {
  const calls: string[] = [];
  const { error } = await runDefinition(setupMachine(), new FakeWarehouse(), {
    refuse: ({ state }) => {
      calls.push(state);
      return dataApiError("ValidationException", "Redshift endpoint doesn't exist.");
    },
  });
  expect(error).toEqual({
    Error: "StatementRefused",
    Cause:
      "sql/setup/pipeline-objects.sql was not accepted by the Data API, in the state Look up what exists. Mend it and start again: it goes on from there. RedshiftData.ValidationException: Redshift endpoint doesn't exist.",
  });
  expect(calls).toHaveLength(1);
});

test("A statement that was cancelled, and has no error text, still says how it ended", async () => {
  const warehouse = new FakeWarehouse();
  const call = warehouse.call.bind(warehouse);
  warehouse.call = (action, input) => ({
    ...call(action, input),
    ...(action === "describeStatement" ? { Status: "ABORTED" } : {}),
  });
  const { error } = await runDefinition(setupMachine(), warehouse);
  expect(error?.Cause).toContain("sql/setup/pipeline-objects.sql ended as ABORTED");
});

test("Neither two executions nor two machines have a client token in common", async () => {
  const warehouse = new FakeWarehouse();
  await runDefinition(setupMachine(), warehouse, { name: "aaaaaaaa-0000-4000-8000-000000000001" });
  const first = new Set(warehouse.tokens.keys());
  expect(first.size).toBeGreaterThan(20);
  warehouse.tokens.clear();
  await runDefinition(setupMachine(), warehouse, { name: "aaaaaaaa-0000-4000-8000-000000000002" });
  await runDefinition(refreshMachine(), warehouse, { name: "aaaaaaaa-0000-4000-8000-000000000001" });
  const later = [...warehouse.tokens.keys()];
  expect(later.length).toBeGreaterThan(5);
  expect(later.filter((token) => first.has(token))).toEqual([]);
});

test("Refresh fails before set-up, in Redshift's words, and gives the statement's id after it", async () => {
  const warehouse = new FakeWarehouse();
  const before = await runDefinition(refreshMachine(), warehouse);
  expect(before.error).toMatchObject({ Error: "StatementFailed" });
  expect(before.error?.Cause).toContain('relation "pipeline_objects" does not exist');
  await runDefinition(setupMachine(), warehouse, { name: "set-up" });
  const { output } = await runDefinition(refreshMachine(), warehouse, { name: "second" });
  expect(output).toMatchObject({ statementId: expect.stringMatching(/^statement-/) });
});

test("Teardown drops everything that set-up made, what reads before what is read, and finds nothing the second time", async () => {
  const warehouse = new FakeWarehouse();
  await runDefinition(setupMachine(), warehouse);
  warehouse.ran.length = 0;
  const { output } = await runDefinition(teardownMachine(), warehouse, { name: "second" });
  expect(output).toEqual({ dropped: true, archive: "dropped" });
  expect([...warehouse.objects.keys()]).toEqual([]);
  const dropped = warehouse.ran
    .filter((sql) => sql.startsWith("DROP"))
    .map((sql) => /(\w+)"?( FORCE)?$/.exec(sql)?.[1]);
  expect(dropped.indexOf("sensor_data_stream")).toBeLessThan(dropped.indexOf("sensor_record_state"));
  expect(dropped.indexOf("sensor_record_state")).toBeLessThan(dropped.indexOf("sensor_data_optimized_decode"));
  expect(dropped.indexOf("sensor_data_optimized_decode")).toBeLessThan(dropped.indexOf("sensor_records"));
  expect(dropped.indexOf("sensor_records")).toBeLessThan(dropped.indexOf("kinesis_schema"));
  const again = await runDefinition(teardownMachine(), warehouse, { name: "third" });
  expect(again.output).toEqual({ dropped: true, archive: "none" });
});

test("Teardown keeps an archive with records, whose reader it drops, until the input asks for it; set-up finds it", async () => {
  const warehouse = new FakeWarehouse();
  await runDefinition(setupMachine(), warehouse);
  warehouse.archivedRecords = 7;
  const { output } = await runDefinition(teardownMachine(), warehouse, { name: "second" });
  expect(output).toEqual({ dropped: true, archive: "kept" });
  expect([...warehouse.objects.keys()]).toEqual(["sensor_records_archive"]);
  const revoked = warehouse.ran.findIndex((sql) => sql.startsWith("REVOKE SELECT ON public.sensor_records_archive"));
  expect(revoked).toBeLessThan(warehouse.ran.indexOf("DROP ROLE pipeline_reader FORCE"));
  expect(revoked).toBeGreaterThan(0);
  expect((await runDefinition(setupMachine(), warehouse, { name: "third" })).error).toBeUndefined();
  const asked = await runDefinition(teardownMachine(), warehouse, { name: "fourth", input: { dropArchive: true } });
  expect(asked.output).toEqual({ dropped: true, archive: "dropped" });
  expect([...warehouse.objects.keys()]).toEqual([]);
});
