import { createRequire } from "node:module";

/** The few parts of the platform's own @pulumi/pulumi that an evaluation without an engine needs. */
export interface PulumiSdk {
  readonly runtime: {
    setMocks(mocks: Mocks, project: string, stack: string, preview: boolean, organization: string): Promise<void>;
    setAllConfig(config: Readonly<Record<string, string>>): void;
    runInPulumiStack(program: () => Promise<unknown>): Promise<Record<string, unknown> | undefined>;
    disconnect(): Promise<void>;
  };
  readonly MockMonitor: new (mocks: Mocks) => Monitor;
  /** Replaces the monitor that `setMocks` made. */
  readonly setMockOptions: (
    monitor: Monitor,
    project: string,
    stack: string,
    preview: boolean,
    organization: string,
  ) => void;
  readonly deserializeProperties: (properties: unknown) => Record<string, unknown>;
}

export interface ResourceArguments {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly custom?: boolean;
}

export interface Mocks {
  newResource(resource: ResourceArguments): { id: string | undefined; state: Record<string, unknown> };
  call(invocation: { token: string; inputs: Record<string, unknown> }): Record<string, unknown>;
}

/** Getters of the protobuf message that registers a resource. */
export interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  /** URNs: what its inputs came from, and `dependsOn`. */
  getDependenciesList(): string[];
  /** Empty for the stage's own. */
  getProvider(): string;
  getCustom(): boolean;
  getObject(): unknown;
  getIgnorechangesList(): string[];
  getRetainondelete(): boolean;
  getProtect(): boolean;
}

export interface RegisterResponse {
  getUrn(): string;
  getObject(): unknown;
}

export type RegisterCallback = (error: Error | null, response?: RegisterResponse) => void;

export interface Monitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource(request: RegisterRequest, callback: RegisterCallback): Promise<void>;
}

/** Loads it as the bundle does that the CLI built: from the folder the bundle lies in. */
export function loadPulumiSdk(bundle: string): PulumiSdk {
  const require = createRequire(bundle);
  // It writes a stack trace, mapped to its sources, to every promise, for a report of those that never end: a tenth of
  // an evaluation.
  require("@pulumi/pulumi/runtime/debuggable").debuggablePromise = <Result>(promise: Promise<Result>) => promise;
  return {
    runtime: require("@pulumi/pulumi").runtime,
    MockMonitor: require("@pulumi/pulumi/runtime/mocks").MockMonitor,
    setMockOptions: require("@pulumi/pulumi/runtime/settings").setMockOptions,
    deserializeProperties: require("@pulumi/pulumi/runtime/rpc").deserializeProperties,
  };
}
