import type { LocalClock } from "../clock.ts";
import type { Graph, GraphResource } from "../graph/graph.ts";
import type { Identity } from "../identity/identity.ts";
import { AwsError } from "../service.ts";

/** What applying a resource may use. */
export interface ApplyScope {
  readonly graph: Graph;
  readonly identity: Identity;
  readonly clock: LocalClock;
  /** Calls an operation as the account's administrator. */
  readonly call: <Output = unknown>(service: string, operation: string, input: unknown) => Promise<Output>;
}

/** How one type of resource is brought into a local AWS and out of it; a type per entry of `resource-types.ts`. */
export interface ResourceType {
  /**
   * Makes the resource, or changes what is there until it is what the inputs say; doing it twice changes nothing.
   * @throws {ZodError} when the inputs hold what is not applied here.
   */
  apply(resource: GraphResource, scope: ApplyScope): Promise<void>;
  remove(resource: GraphResource, scope: ApplyScope): Promise<void>;
}

/** What an operation answers, or undefined when it refuses with one of `codes`: the resource is not there. */
export async function unless<Output>(codes: readonly string[], answer: Promise<Output>): Promise<Output | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AwsError && codes.includes(error.code)) return undefined;
    throw error;
  }
}

/** Waits until `found` answers other than undefined, asking again after a little real time. */
export async function until<T>(scope: ApplyScope, found: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await found();
    if (answer !== undefined) return answer;
    await scope.clock.sleep(ASK_AGAIN_MS * scope.clock.speed);
  }
}

/** Whether two values say the same; fields that are undefined and the order of fields do not matter. */
export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

const ASK_AGAIN_MS = 20;

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
