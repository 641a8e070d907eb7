import { DEFAULT_REGION } from "../account.ts";
import { LocalClock } from "../clock.ts";
import type { Identity } from "../identity/identity.ts";
import {
  AwsError,
  type Caller,
  type EventRecord,
  type MetricRecord,
  type RunningService,
  type ServiceContext,
} from "../service.ts";

/** The caller that tests use when nobody's rights matter. */
export const TESTER: Caller = {
  kind: "user",
  accountId: "000000000000",
  arn: "arn:aws:iam::000000000000:user/tester",
  name: "tester",
};

/** A call that a service under test made to another service. */
export interface RecordedCall {
  readonly caller: Caller;
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
}

/** What a service under test did to the rest of the local AWS. */
export interface Recorded {
  readonly calls: RecordedCall[];
  readonly metrics: MetricRecord[];
  readonly logs: { readonly group: string; readonly stream: string; readonly message: string }[];
  readonly events: EventRecord[];
}

export interface FakeContextOptions {
  readonly clock?: LocalClock;
  /** Answers a call to another service; the default answers `{}`. */
  readonly answer?: (call: RecordedCall) => unknown;
}

/** A ServiceContext for unit tests of one service: every role exists and may do everything, all effects are recorded. */
export function fakeContext({ clock = new LocalClock(), answer = () => ({}) }: FakeContextOptions = {}): {
  readonly context: ServiceContext;
  readonly recorded: Recorded;
} {
  const recorded: Recorded = { calls: [], metrics: [], logs: [], events: [] };
  const context: ServiceContext = {
    clock,
    region: DEFAULT_REGION,
    folder: "/nonexistent",
    identity: permissiveIdentity,
    // The fake trusts the test to answer what the operation answers.
    call: async <Output>(caller: Caller, service: string, operation: string, input: unknown) => {
      const call = { caller, service, operation, input };
      recorded.calls.push(call);
      return (await answer(call)) as Output;
    },
    recordMetric: (metric) => recorded.metrics.push(metric),
    recordLog: (group, stream, message) => recorded.logs.push({ group, stream, message }),
    recordEvent: (event) => recorded.events.push(event),
  };
  return { context, recorded };
}

/** Runs an operation as the dispatcher does: the schema first, then `run`. */
export async function run<Output>({ service }: RunningService, operation: string, input: unknown): Promise<Output> {
  const found = service.operations[operation];
  if (!found) throw new AwsError("UnknownOperationException", operation);
  return (await found.run(found.input.parse(input), TESTER)) as Output;
}

const permissiveIdentity: Identity = {
  putRole: (role) => ({ ...role, arn: `arn:aws:iam::000000000000:role/${role.name}` }),
  deleteRole: () => undefined,
  role: () => undefined,
  roles: () => [],
  assumeRole: (_by, roleArn, sessionName) => {
    const name = roleArn.split("/").at(-1) ?? roleArn;
    return {
      kind: "role",
      accountId: "000000000000",
      arn: `arn:aws:sts::000000000000:assumed-role/${name}/${sessionName}`,
      name,
      roleArn,
    };
  },
  issueCredentials: () => ({ accessKeyId: "ASIATEST", secretAccessKey: "secret", sessionToken: "token" }),
  callerOf: () => TESTER,
  secretOf: () => undefined,
  sessionTokenOf: () => undefined,
  authorize: () => undefined,
  simulate: () => "allowed",
  used: () => [],
  refused: () => [],
  forgetUses: () => undefined,
};
