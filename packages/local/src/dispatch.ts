import type { CallFaults } from "./faults/call-faults.ts";
import type { Identity } from "./identity/identity.ts";
import type { Call, Caller, Operation, Service } from "./service.ts";
import { NotSupportedError } from "./service.ts";
import { inputError } from "./validation-message.ts";

export interface Dispatcher {
  /** Runs one operation for a caller: looks it up, checks its input, authorises it, runs it. */
  readonly call: Call;
  /** Adds a service; its operations can be called from then on. */
  register(service: Service): void;
  /** @throws {NotSupportedError} when this local AWS has no service of that signing name. */
  service(signingName: string): Service;
  services(): readonly Service[];
}

export interface DispatcherOptions {
  readonly identity: Identity;
  /** Stands before every operation. @default none */
  readonly faults?: CallFaults;
}

/** The one way into every service: from the wire, from another service and from apply alike. */
export function createDispatcher({ identity, faults }: DispatcherOptions): Dispatcher {
  const services = new Map<string, Service>();

  function service(signingName: string): Service {
    const found = services.get(signingName);
    if (!found) {
      throw new NotSupportedError(`The service "${signingName}" (it has: ${[...services.keys()].sort().join(", ")})`);
    }
    return found;
  }

  async function run(caller: Caller, signingName: string, name: string, input: unknown): Promise<unknown> {
    const target = service(signingName);
    const operation = operationOf(target, name);
    const parsed = operation.input.safeParse(input ?? {});
    if (!parsed.success) throw inputError(`${target.iamPrefix}:${name}`, parsed.error, input);
    identity.authorize(
      caller,
      operation.action ?? `${target.iamPrefix}:${name}`,
      operation.resources(parsed.data, caller),
      operation.context?.(parsed.data, caller),
      operation.policy?.(parsed.data),
    );
    if (!faults) return operation.run(parsed.data, caller);
    const call = { caller, service: signingName, operation: name, input: parsed.data };
    return faults.around(call, async (changed) => operation.run(changed, caller));
  }

  return {
    // The caller of an operation knows its output's shape; the dispatcher can't.
    call: run as Call,
    register(added) {
      if (services.has(added.signingName)) throw new Error(`The service "${added.signingName}" is registered already.`);
      services.set(added.signingName, added);
    },
    service,
    services: () => [...services.values()],
  };
}

function operationOf(service: Service, name: string): Operation<unknown, unknown> {
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (!operation) throw new NotSupportedError(`The operation "${name}" of the service "${service.signingName}"`);
  return operation;
}
