import { PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { GetNamespaceCommand } from "@aws-sdk/client-redshift-serverless";
import { followExecution } from "@sensor-pipeline/core/execution/follow-execution";
import { startExecution } from "@sensor-pipeline/core/execution/start-execution";
import { namesOf, type StageNames, WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { readAlarms } from "@sensor-pipeline/core/status/read-alarms";
import { identityOf, stateMachineArn } from "../../packages/cli/src/target/identity.ts";
import { invoke } from "../../packages/local/src/start/invoke.ts";
import { type AskWarehouse, askWarehouse } from "./probes/ask-warehouse.ts";
import { type ProbeContext, until } from "./probes/probe-context.ts";
import { secretFreeLogs } from "./secret-free-logs.ts";
import type { SmokeClients } from "./smoke-clients.ts";
import type { SmokeStage } from "./smoke-stage.ts";

/** The one whose metric is the readings themselves. */
const ALARM = "temperature-high";
/** An evaluation a minute, as its schedule would; CloudWatch looks once a minute as well. */
const EVALUATE_EVERY_MS = 60_000;
const WITHIN_MS = 1_200_000;
const LOOK_EVERY_MS = 5_000;
/** Temperatures that are no alarm, and that are one. */
const ORDINARY = 21.5;
const HOT = 55.5;
const READINGS = 20;
const SENSOR = 1001;

/** A stage that is deployed, as the steps of a smoke use it. */
export interface DeployedStage {
  readonly probes: ProbeContext;
  /** Sends ordinary readings, as a person does. @returns their event ids */
  produce(): Promise<readonly string[]>;
  /** Refreshes until they are all visible. @returns in words */
  awaitVisible(eventIds: readonly string[]): Promise<string>;
  /** Sends hot readings, refreshes and evaluates once a minute until the alarm is raised. @returns in words */
  raiseAlarm(): Promise<string>;
  /** Looks for the admin's password in all that was logged. @returns in words */
  checkLogs(): Promise<string>;
  /** Sends ordinary readings in the same way until the alarm is OK. @returns in words */
  clearAlarm(): Promise<string>;
}

export interface DeployedStageOptions {
  readonly name: string;
  readonly stage: SmokeStage;
  readonly clients: SmokeClients;
  readonly signal: AbortSignal;
}

export async function deployedStage(options: DeployedStageOptions): Promise<DeployedStage> {
  const { stage, clients, signal } = options;
  const { clock } = stage;
  const names = namesOf(options.name);
  const identity = await identityOf(stage.clients);
  const warehouse = await warehouseOf(names, { ...options });
  const refreshMachine = stateMachineArn(identity, names.refreshMachine);
  const probes: ProbeContext = {
    kind: stage.kind,
    warehouse,
    workgroup: names.workgroup,
    stream: names.stream,
    streamRelation: `${WAREHOUSE_OBJECTS.externalSchema}."${names.stream}"`,
    kinesis: clients.kinesis,
    events: clients.events,
    sqs: clients.sqs,
    serverless: clients.serverless,
    clock,
    signal,
  };
  return {
    probes,
    async produce() {
      const readings = readingsOf(ORDINARY, clock.now());
      const stdin = readings.map((reading) => `${JSON.stringify(reading)}\n`).join("");
      const { code, stderr } = await stage.pipeline(["produce", "--file", "-", "--json"], { signal, stdin });
      if (code !== 0) throw new Error(`pipeline produce ended with ${code}: ${stderr.trim()}`);
      return readings.map(({ event_id }) => event_id);
    },
    async awaitVisible(eventIds) {
      const started = clock.now();
      const ids = eventIds.map((id) => `'${id}'`).join(", ");
      const sql = `SELECT COUNT(*) AS n FROM public.${WAREHOUSE_OBJECTS.readingsView} WHERE event_id IN (${ids})`;
      const visible = await until(probes, { withinMs: WITHIN_MS, everyMs: LOOK_EVERY_MS }, async () => {
        await refresh();
        return (await askWarehouse(sql, warehouse)) === `n=${eventIds.length}` ? true : undefined;
      });
      if (!visible) {
        const answer = await askWarehouse(sql, warehouse);
        throw new Error(`Not all of ${eventIds.length} readings are visible: ${answer}`);
      }
      return `${eventIds.length} readings visible after ${secondsSince(started)} s`;
    },
    raiseAlarm: () => awaitAlarm("ALARM", HOT),
    checkLogs: () => secretFreeLogs(names.stage, warehouse.target.secretArn ?? "", stage.clients),
    clearAlarm: () => awaitAlarm("OK", ORDINARY),
  };

  async function refresh(): Promise<void> {
    const execution = await startExecution(clients.sfn, refreshMachine);
    const { status, cause } = await followExecution(clients.sfn, execution, { clock, signal });
    if (status !== "SUCCEEDED") throw new Error(`The refresh ended ${status}: ${cause ?? "no cause given"}`);
  }

  /** Sensors go on telling their temperature, once a minute, until the alarm has that state. */
  async function awaitAlarm(state: "ALARM" | "OK", temperature: number): Promise<string> {
    const started = clock.now();
    let evaluatedAt = Number.NEGATIVE_INFINITY;
    let told = "";
    let evaluation: unknown;
    const reached = await until(probes, { withinMs: WITHIN_MS, everyMs: LOOK_EVERY_MS }, async () => {
      if (clock.now() - evaluatedAt >= EVALUATE_EVERY_MS) {
        evaluatedAt = clock.now();
        const Records = readingsOf(temperature, evaluatedAt).map((reading) => ({
          PartitionKey: String(reading.sensor_id),
          Data: Buffer.from(JSON.stringify(reading)),
        }));
        await clients.kinesis.send(new PutRecordsCommand({ StreamName: names.stream, Records }));
        await refresh();
        evaluation = await invoke(clients.lambda, names.alertsFunction, {
          scheduledTime: new Date(clock.now()).toISOString(),
        });
      }
      const alarm = (await readAlarms(clients.cloudwatch, names.prefix, signal)).find(({ name }) => name === ALARM);
      told = `${alarm?.state}: ${alarm?.reason}`;
      return alarm?.state === state ? true : undefined;
    });
    if (!reached)
      throw new Error(
        `${ALARM} is not ${state} after ${WITHIN_MS / 60_000} minutes. ${told} The last evaluation: ${JSON.stringify(evaluation)}`,
      );
    return `${ALARM} ${state} after ${secondsSince(started)} s`;
  }

  function secondsSince(time: number): number {
    return Math.round((clock.now() - time) / 1_000);
  }
}

async function warehouseOf(names: StageNames, { stage, clients, signal }: DeployedStageOptions): Promise<AskWarehouse> {
  const { namespace } = await clients.serverless.send(new GetNamespaceCommand({ namespaceName: names.namespace }));
  const secretArn = namespace?.adminPasswordSecretArn;
  if (!secretArn) throw new Error(`The namespace ${names.namespace} has no secret of its admin.`);
  const target = { workgroupName: names.workgroup, database: names.database, secretArn };
  return { client: clients.redshiftData, target, clock: stage.clock, signal };
}

/** @param now milliseconds since the epoch */
function readingsOf(current_temperature: number, now: number) {
  const time = new Date(now);
  return Array.from({ length: READINGS }, (_, index) => ({
    event_id: crypto.randomUUID(),
    sensor_id: SENSOR + index,
    current_temperature,
    status: "ACTIVE",
    event_time: time.toISOString(),
    created_date: time.toISOString().slice(0, 10),
  }));
}
