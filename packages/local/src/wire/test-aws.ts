import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ACCOUNT_ID, DEFAULT_REGION } from "../account.ts";
import { LocalClock } from "../clock.ts";
import { createDispatcher, type Dispatcher } from "../dispatch.ts";
import { createIdentity } from "../identity/create-identity.ts";
import type { Identity } from "../identity/identity.ts";
import type { MetricRecord, RunningService, ServiceContext } from "../service.ts";
import { createAnswer } from "./answer.ts";
import { startWireServer } from "./server.ts";
import { signingTimeOf } from "./signing-time.ts";

export interface TestAws {
  readonly url: string;
  readonly identity: Identity;
  readonly dispatcher: Dispatcher;
  readonly metrics: readonly MetricRecord[];
  /** Faults that were no answer of AWS's; a test that expects none asserts that this is empty. */
  readonly faults: readonly unknown[];
  /** What an SDK client needs to talk to it as the user `tester`. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: 1;
  };
  close(): Promise<void>;
}

export interface TestAwsOptions {
  readonly services: readonly ((context: ServiceContext) => RunningService | Promise<RunningService>)[];
  /** @default a new one at the real time */
  readonly clock?: LocalClock;
  /** Kept afterwards when given. @default a new one, removed on close */
  readonly folder?: string;
}

/** For tests: some services behind the real wire, dispatcher and identity. */
export async function startTestAws({ services, clock = new LocalClock(), folder }: TestAwsOptions): Promise<TestAws> {
  const home = folder ?? mkdtempSync(path.join(os.tmpdir(), "test-aws-"));
  const identity = createIdentity({ accountId: ACCOUNT_ID, now: () => clock.now() });
  const dispatcher = createDispatcher({ identity });
  const metrics: MetricRecord[] = [];
  const faults: unknown[] = [];
  const context: ServiceContext = {
    clock,
    region: DEFAULT_REGION,
    folder: home,
    identity,
    call: dispatcher.call,
    recordMetric: (metric) => void metrics.push(metric),
    recordLog: () => {},
    recordEvent: () => {},
  };
  const running = await Promise.all(services.map((create) => create(context)));
  for (const { service } of running) dispatcher.register(service);
  const answer = createAnswer({
    ...{ dispatcher, identity, signingTime: signingTimeOf(clock) },
    onFault: (error) => void faults.push(error),
  });
  const server = await startWireServer({ port: 0, answer });
  return {
    url: server.url,
    identity,
    dispatcher,
    metrics,
    faults,
    client: {
      endpoint: server.url,
      region: DEFAULT_REGION,
      credentials: { accessKeyId: "tester", secretAccessKey: "any" },
      maxAttempts: 1,
    },
    async close() {
      await server.close();
      await Promise.all(running.map((service) => service.close()));
      if (folder === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}
