import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { Profile } from "@sensor-pipeline/redshift/catalog/refused-views";
import { lockFolder } from "@sensor-pipeline/redshift/engine/folder-lock";
import type { PsqlPort } from "@sensor-pipeline/redshift/psql/listen-psql";
import { ACCOUNT_ID, DEFAULT_REGION } from "./account.ts";
import { LocalClock } from "./clock.ts";
import { CLOCK_FILE, keepTime } from "./clock-file.ts";
import { type Composed, composeRedshift, composeServices } from "./compose-services.ts";
import { createDispatcher } from "./dispatch.ts";
import type { CallFaults } from "./faults/call-faults.ts";
import { createIdentity } from "./identity/create-identity.ts";
import type { Identity } from "./identity/identity.ts";
import { psqlDatabases } from "./psql/psql-databases.ts";
import { type PgPort, startPsqlPort } from "./psql/start-psql-port.ts";
import { removeReadyFile, writeReadyFile } from "./ready-file.ts";
import type { Call, RunningService, ServiceContext, SteppedPart } from "./service.ts";
import { createMetricStore } from "./services/cloudwatch/index.ts";
import { createEventBus } from "./services/events/index.ts";
import { createLogStore } from "./services/logs/index.ts";
import type { KinesisEndpoint } from "./services/redshift-serverless/kinesis-endpoint.ts";
import { createAnswer } from "./wire/answer.ts";
import { startWireServer } from "./wire/server.ts";
import { signingTimeOf } from "./wire/signing-time.ts";

export interface LocalAwsOptions {
  /** Absolute path of what outlives a run: streams with their records, and the warehouse. One process at a time. */
  readonly folder: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where psql and drivers of PostgreSQL find the warehouses. @default nowhere */
  readonly pgPort?: PgPort;
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** @default "us-east-1" */
  readonly region?: string;
  /** @default real time */
  readonly clock?: LocalClock;
  /**
   * Who signs in to the database: `iam` as AWS has it, `superuser` makes every user of the account one, for the bare local AWS.
   * @default "iam"
   */
  readonly databaseSignIn?: "iam" | "superuser";
  /** Whose system views the warehouses have: a workgroup's or a cluster's. @default "serverless" */
  readonly profile?: Profile;
  /** The warehouses refuse DELETE with a condition on streaming views. @default false */
  readonly refuseConditionalDelete?: boolean;
  /** The warehouses' time from one automatic refresh to the next. @default as soon as records can be read */
  readonly autoRefreshMs?: number;
  /** Starts Redshift alone, which reads streams from another Kinesis. @default every service */
  readonly onlyRedshift?: { readonly kinesis: KinesisEndpoint };
  /** Makes calls fail as AWS's do, for tests and the fault lab. @default none */
  readonly faults?: CallFaults;
  /** The stage that will be applied, for the ready file. */
  readonly stage?: string;
  /** Forgets the streams and warehouses that earlier runs left in the folder; nothing else of it is touched. @default false */
  readonly fresh?: boolean;
}

/** A local AWS that serves. */
export interface LocalAws {
  /** `http://127.0.0.1:4566`: what AWS_ENDPOINT_URL is set to. */
  readonly url: string;
  /** Where psql connects to; undefined when it was not asked for. */
  readonly pgPort?: number;
  readonly region: string;
  readonly call: Call;
  readonly identity: Identity;
  readonly clock: LocalClock;
  /** What a Stepper has to know, where the clock is stepped. */
  readonly stepping: readonly SteppedPart[];
  /** Stops what drives the services first, then the port, then the services. */
  close(): Promise<void>;
}

/**
 * Starts a whole local AWS: identity, all services, one port.
 * @throws {PortInUseError} when another program has the port.
 * @throws {FolderLockedError} when another process has the folder.
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { folder, port, host, region = DEFAULT_REGION, clock = new LocalClock(), stage } = options;
  await mkdir(folder, { recursive: true });
  const running = new RunningParts(await lockFolder(folder));
  try {
    // Only now that the folder is ours: another process may be using that data.
    if (options.fresh) await forgetData(folder);
    const identity = createIdentity({ accountId: ACCOUNT_ID, now: () => clock.now() });
    const dispatcher = createDispatcher({
      identity,
      ...(options.faults === undefined ? {} : { faults: options.faults }),
    });
    const metrics = createMetricStore(clock);
    const logs = createLogStore(clock, region);
    const bus = createEventBus(clock, region);
    const context: ServiceContext = {
      clock,
      region,
      folder,
      identity,
      call: dispatcher.call,
      recordMetric: (metric) => metrics.record(metric),
      recordLog: (group, stream, message) => logs.record(group, stream, message),
      recordEvent: (event) => void bus.record(event),
    };

    // The port first: that it is taken should be said before anything heavy starts. Requests wait for the services.
    const composed = Promise.withResolvers<Composed>();
    composed.promise.catch(() => undefined);
    const answer = createAnswer({ dispatcher, identity, signingTime: signingTimeOf(clock), onFault: reportFault });
    const server = await startWireServer({
      port,
      ...(host === undefined ? {} : { host }),
      answer: async (request) => {
        await composed.promise;
        return await answer(request);
      },
    });
    running.server = server;
    // Before anything reads the clock, and after the port is ours.
    running.stopKeepingTime = await keepTime(folder, clock);
    const databaseSignIn = options.databaseSignIn ?? "iam";
    const databases = psqlDatabases(
      async () => (await composed.promise).warehouses,
      databaseSignIn,
      () => clock.now(),
    );
    running.psql =
      options.pgPort === undefined
        ? undefined
        : await startPsqlPort(
            { databases, onFault: reportFault, ...(host === undefined ? {} : { host }) },
            options.pgPort,
          );
    const compose = options.onlyRedshift ? composeRedshift : composeServices;
    const services = await compose(context, {
      metrics,
      logs,
      bus,
      endpoint: () => server.url,
      databaseSignIn,
      redshift: {
        ...options.onlyRedshift,
        profile: options.profile ?? "serverless",
        refuseConditionalDelete: options.refuseConditionalDelete ?? false,
        ...(options.autoRefreshMs === undefined ? {} : { autoRefreshMs: options.autoRefreshMs }),
      },
      register: (service) => {
        running.services.push(service);
        dispatcher.register(service.service);
      },
    }).catch((error: unknown) => {
      composed.reject(error);
      throw error;
    });
    composed.resolve(services);
    await writeReadyFile(folder, {
      url: server.url,
      pid: process.pid,
      region,
      clock: clock.settings,
      ...(stage === undefined ? {} : { stage }),
    });
    running.removeReadyFile = () => removeReadyFile(folder);
    let closing: Promise<void> | undefined;
    const close = () => {
      closing ??= running.close();
      return closing;
    };
    const pgPort = running.psql === undefined ? {} : { pgPort: running.psql.port };
    const stepping = [server.stepping, ...running.services.flatMap((service) => service.stepping ?? [])];
    return { url: server.url, ...pgPort, region, call: dispatcher.call, identity, clock, stepping, close };
  } catch (error) {
    await running.close();
    throw error;
  }
}

/** What services keep in the folder. */
const DATA = [CLOCK_FILE, "kinesis", "redshift", "redshift-serverless.json", "secrets-manager"];

async function forgetData(folder: string): Promise<void> {
  await Promise.all(DATA.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}

/** Services that call others by themselves, on a timer or over the wire: they stop while the port still serves them. */
const DRIVERS = new Set(["scheduler", "states", "lambda"]);

/** What has been started so far, and the order in which it is stopped. */
class RunningParts {
  readonly services: RunningService[] = [];
  server: { close(): Promise<void> } | undefined;
  psql: PsqlPort | undefined;
  removeReadyFile: (() => Promise<void>) | undefined;
  stopKeepingTime: (() => Promise<void>) | undefined;
  readonly #unlock: () => Promise<void>;

  constructor(unlock: () => Promise<void>) {
    this.#unlock = unlock;
  }

  /** Closes everything, also when a part fails to; what failed is thrown at the end. */
  async close(): Promise<void> {
    const newestFirst = this.services.toReversed();
    const isDriver = ({ service }: RunningService) => DRIVERS.has(service.signingName);
    const parts = [
      this.removeReadyFile,
      ...newestFirst.filter(isDriver).map((service) => () => service.close()),
      this.psql && (() => this.psql?.close()),
      this.server && (() => this.server?.close()),
      ...newestFirst.filter((service) => !isDriver(service)).map((service) => () => service.close()),
      this.stopKeepingTime,
      this.#unlock,
    ];
    const failures: unknown[] = [];
    for (const part of parts) {
      try {
        await part?.();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "This local AWS did not stop cleanly.");
  }
}

function reportFault(error: unknown): void {
  console.error("A request failed by a fault of this local AWS:", error);
}
