import { ACCOUNT_ID, DEFAULT_REGION } from "../account.ts";
import { ADMINISTRATOR } from "../administrator.ts";
import { createDispatcher } from "../dispatch.ts";
import { createIdentity } from "../identity/create-identity.ts";
import type { Identity } from "../identity/identity.ts";
import type { Call, Operation, ServiceContext } from "../service.ts";
import { createAnswer } from "../wire/answer.ts";
import { startWireServer } from "../wire/server.ts";
import { signingTimeOf } from "../wire/signing-time.ts";
import {
  createCloudWatchService,
  createMetricStore,
  type MetricStore,
  type RunningCloudWatch,
} from "./cloudwatch/index.ts";
import { createEventBus, createEventsService, type EventBus } from "./events/index.ts";
import { createLogStore, createLogsService, type LogStore } from "./logs/index.ts";
import { ManualClock } from "./manual-clock.ts";
import { createSchedulerService } from "./scheduler/index.ts";
import { createSnsService, type RunningSns } from "./sns/index.ts";
import { createSqsService } from "./sqs/index.ts";

export interface ServedForTest {
  /** What an SDK client takes. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: 1;
  };
  readonly clock: ManualClock;
  readonly identity: Identity;
  /** As the administrator. */
  readonly call: <Output>(service: string, operation: string, input: unknown) => Promise<Output>;
  readonly metrics: MetricStore;
  readonly logs: LogStore;
  readonly bus: EventBus;
  readonly cloudwatch: RunningCloudWatch;
  readonly sns: RunningSns;
  /** Faults of ours that the server or a loop met; a test expects none. */
  readonly faults: unknown[];
  close(): Promise<void>;
}

/** CloudWatch, Logs, SNS, SQS, EventBridge and its Scheduler behind the real wire, dispatcher and IAM, on a clock that the test moves. */
export async function serveForTest(
  stubs: Readonly<Record<string, Operation<never, unknown>["run"]>> = {},
): Promise<ServedForTest> {
  const clock = new ManualClock();
  const faults: unknown[] = [];
  const report = (error: unknown) => faults.push(error);
  const identity = createIdentity({ accountId: ACCOUNT_ID });
  const dispatcher = createDispatcher({ identity });
  const metrics = createMetricStore(clock);
  const logs = createLogStore(clock, DEFAULT_REGION);
  const bus = createEventBus(clock, DEFAULT_REGION, report);
  const answer = createAnswer({ dispatcher, identity, signingTime: signingTimeOf(clock), onFault: report });
  const server = await startWireServer({ port: 0, answer });
  const context: ServiceContext = {
    clock,
    region: DEFAULT_REGION,
    folder: "/nonexistent",
    identity,
    call: ((caller, service, operation, input) => {
      const stub = stubs[`${service}:${operation}`];
      if (stub === undefined) return dispatcher.call(caller, service, operation, input);
      return Promise.resolve(stub(input as never, caller));
    }) as Call,
    recordMetric: (metric) => metrics.record(metric),
    recordLog: (group, stream, message) => logs.record(group, stream, message),
    recordEvent: (event) => void bus.record(event),
  };
  const cloudwatch = createCloudWatchService(context, { metrics, report });
  const sns = createSnsService(context);
  const others = [
    createSqsService(context, { endpoint: () => server.url }),
    createEventsService(context, { bus }),
    createLogsService(context, { store: logs }),
    createSchedulerService(context),
  ];
  const running = [cloudwatch, sns, ...others];
  for (const { service } of running) dispatcher.register(service);
  return {
    client: {
      endpoint: server.url,
      region: DEFAULT_REGION,
      credentials: { accessKeyId: "tester", secretAccessKey: "secret" },
      maxAttempts: 1,
    },
    clock,
    identity,
    call: (service, operation, input) => dispatcher.call(ADMINISTRATOR, service, operation, input),
    metrics,
    logs,
    bus,
    cloudwatch,
    sns,
    faults,
    close: async () => {
      for (const service of running) await service.close();
      await server.close();
    },
  };
}
