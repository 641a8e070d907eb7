import type { Graph, GraphResource } from "../../packages/local/src/graph/graph.ts";

/**
 * A graph as a text to review: the same on every machine and in every run, in an order of its own, without what only a
 * build knows (hashes of bundles, keys), and with state machines as one line a state. The text of a statement is
 * reviewed where it stands, in sql/.
 */
export function renderGraph({ app, region, defaultTags, resources, outputs }: Graph): string {
  const made = resources.filter(({ custom }) => custom).toSorted((a, b) => compare(keyOf(a), keyOf(b)));
  const picture = {
    app,
    region,
    defaultTags,
    outputs: normal(outputs),
    resources: Object.fromEntries(made.map((resource) => [keyOf(resource), rendered(resource)])),
  };
  return `${JSON.stringify(picture, null, 2)}\n`;
}

/** What differs between two pictures, by the resource: to be read without a diff at hand. */
export function differences(kept: string, current: string): readonly string[] {
  const [before, after] = [kept, current].map((text) => resourcesIn(text));
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].toSorted();
  return keys.flatMap((key) => {
    const [was, is] = [JSON.stringify(before?.[key]), JSON.stringify(after?.[key])];
    if (was === is) return [];
    return `${was === undefined ? "new" : is === undefined ? "gone" : "changed"}: ${key}`;
  });
}

const STATE_MACHINE = "aws:sfn/stateMachine:StateMachine";
const COMPONENT = /::(sst:[^:]+:[^:$]+)::([^:]+)$/;

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly ResultSelector?: { readonly File?: string };
  readonly Error?: string;
  readonly End?: boolean;
  readonly Seconds?: number;
}

interface Definition {
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: Readonly<Record<string, State>>;
}

function keyOf({ type, name }: GraphResource): string {
  return `${type.split(":").at(-1)} ${name}`;
}

function rendered({ type, parent, inputs, provider, ignoreChanges, retainOnDelete, protect }: GraphResource) {
  const component = COMPONENT.exec(parent ?? "");
  const shown = type === STATE_MACHINE ? { ...inputs, definition: machine(String(inputs.definition)) } : inputs;
  return {
    ...(component ? { component: `${component[1]} ${component[2]}` } : {}),
    ...(provider ? { provider } : {}),
    ...(ignoreChanges ? { ignoreChanges } : {}),
    ...(retainOnDelete ? { retainOnDelete } : {}),
    ...(protect ? { protect } : {}),
    inputs: normal(shown),
  };
}

function machine(text: string) {
  const { StartAt, TimeoutSeconds, States } = JSON.parse(text) as Definition;
  return {
    StartAt,
    TimeoutSeconds,
    States: Object.fromEntries(Object.entries(States).map(([name, state]) => [name, stateLine(state)])),
  };
}

/** `Task executeStatement sql/setup/grants.sql -> Next state | Where it goes when caught`. */
function stateLine(state: State): string {
  const { Type, Resource, ResultSelector, Error: error, Seconds, End } = state;
  const what = [Resource?.split(":").at(-1), ResultSelector?.File, error, Seconds && `${Seconds} s`].filter(Boolean);
  const targets = End ? ["end"] : [...new Set(targetsOf(state))];
  return `${[Type, ...what].join(" ")}${targets.length > 0 ? ` -> ${targets.join(" | ")}` : ""}`;
}

function targetsOf(part: unknown): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    (key === "Next" || key === "Default") && typeof value === "string" ? [value] : targetsOf(value),
  );
}

/** Sorted, with JSON in texts read, and without what a build or a machine makes of its own. */
function normal(value: unknown): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => compare(a, b));
  return Object.fromEntries(entries.map(([key, inner]) => [key, key === "SST_KEY" ? "<key>" : normal(inner)]));
}

function text(value: string): unknown {
  if (/^[{[]/.test(value)) {
    try {
      return normal(JSON.parse(value));
    } catch {
      // A text that only begins like JSON is a text.
    }
  }
  return value.replace(/\b[0-9a-f]{32,}\b/g, "<hash>");
}

function resourcesIn(picture: string): Readonly<Record<string, unknown>> {
  const { resources, ...rest } = JSON.parse(picture) as { resources: Record<string, unknown> };
  return { ...resources, "the stage": rest };
}

/** By code points: a machine's language changes nothing. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
