import type { GraphResource } from "../graph.ts";
import { answerCall } from "./known-calls.ts";
import { madeResource } from "./known-resources.ts";
import { plain } from "./plain.ts";
import type { Mocks, Monitor, PulumiSdk, RegisterCallback, RegisterRequest } from "./pulumi-sdk.ts";

const STACK_TYPE = "pulumi:pulumi:Stack";

export interface Recording {
  readonly monitor: Monitor;
  readonly mocks: Mocks;
  /** In the order of registration: a resource is registered when everything it refers to is known. */
  readonly resources: readonly GraphResource[];
  /** How many resources and calls have been answered: the program is done when it stays the same. */
  readonly activity: () => number;
}

export interface RecordingOptions {
  readonly project: string;
  readonly stack: string;
  readonly region: string;
  /** Folder of the project: paths below it are recorded relative to it. */
  readonly folder: string;
}

/** Stands for Pulumi's engine: answers every registration as AWS would, and keeps what was registered. */
export function createRecording(sdk: PulumiSdk, options: RecordingOptions): Recording {
  const resources: GraphResource[] = [];
  let activity = 0;

  const mocks: Mocks = {
    newResource({ type, name, inputs, custom }) {
      activity += 1;
      if (!custom || type.startsWith("pulumi:")) return { id: undefined, state: inputs };
      const made = madeResource(type, { name, inputs: plainObject(inputs), region: options.region });
      return { id: made.id, state: { ...inputs, ...made } };
    },
    call({ token, inputs }) {
      activity += 1;
      return answerCall(token, inputs, options.region);
    },
  };

  class RecordingMonitor extends sdk.MockMonitor {
    /** URNs as the real engine forms them: the full chain of parent types, without the stack. */
    override newUrn(parent: string, type: string, name: string): string {
      const parentType = parent?.split("::")[2];
      const chain = parentType && parentType !== STACK_TYPE ? `${parentType}$${type}` : type;
      return `urn:pulumi:${options.stack}::${options.project}::${chain}::${name}`;
    }

    override async registerResource(request: RegisterRequest, callback: RegisterCallback): Promise<void> {
      const urn = this.newUrn(request.getParent(), request.getType(), request.getName());
      if (resources.some((resource) => resource.urn === urn)) {
        callback(new Error(`Two resources are called ${request.getName()} (${request.getType()}): ${urn}`));
        return;
      }
      const place = resources.length;
      const recorded = (state: unknown): GraphResource => ({
        type: request.getType(),
        name: request.getName(),
        urn,
        ...(request.getParent() && { parent: request.getParent() }),
        custom: request.getCustom(),
        ...(request.getProvider() && { provider: request.getProvider() }),
        inputs: plainObject(sdk.deserializeProperties(request.getObject())),
        state: plainObject(state),
        dependencies: request.getDependenciesList(),
        ...(request.getIgnorechangesList().length > 0 && { ignoreChanges: request.getIgnorechangesList() }),
        retainOnDelete: request.getRetainondelete(),
        protect: request.getProtect(),
      });
      resources.push(recorded({}));
      await super.registerResource(request, (error, response) => {
        if (response) resources[place] = recorded(sdk.deserializeProperties(response.getObject()));
        callback(error, response);
      });
    }
  }

  function plainObject(value: unknown): Record<string, unknown> {
    return plain(value, options.folder) as Record<string, unknown>;
  }

  return { monitor: new RecordingMonitor(mocks), mocks, resources, activity: () => activity };
}
