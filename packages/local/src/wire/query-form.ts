import type { QueryShapes } from "../service.ts";

/** `a.b.1.c=x` as nested nodes. */
interface FormNode {
  value?: string;
  readonly children: Map<string, FormNode>;
}

const MAP_KEYS = ["key", "Name"] as const;
const MAP_VALUES = ["value", "Value"] as const;

/**
 * A form of the query protocol as the operation's input: `X.member.1` are lists, `X.entry.1.key` with `X.entry.1.value` are maps, and
 * the fields that `shapes` calls flattened are read as it says. All scalars are strings.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function readForm(form: URLSearchParams, shapes: QueryShapes = {}): Record<string, unknown> {
  const root: FormNode = { children: new Map() };
  for (const [name, value] of form) {
    if (name !== "Action" && name !== "Version") insert(root, name.split("."), value);
  }
  return structureOf(root, flattenedByElement(shapes));
}

type Flattened = NonNullable<QueryShapes["flattened"]>[string] & { readonly field: string };

function flattenedByElement({ flattened = {} }: QueryShapes): ReadonlyMap<string, Flattened> {
  return new Map(Object.entries(flattened).map(([field, shape]) => [shape.element, { ...shape, field }]));
}

function insert(node: FormNode, path: readonly string[], value: string): void {
  let at = node;
  for (const part of path) {
    let next = at.children.get(part);
    if (!next) {
      next = { children: new Map() };
      at.children.set(part, next);
    }
    at = next;
  }
  at.value = value;
}

function structureOf(node: FormNode, flattened: ReadonlyMap<string, Flattened>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, child] of node.children) {
    const flat = flattened.get(name);
    if (flat && isNumbered(child)) {
      const { field, key, value } = flat;
      fields[field] =
        key !== undefined && value !== undefined ? mapOf(child, [key], [value], flattened) : listOf(child, flattened);
    } else {
      fields[name] = fieldValueOf(child, flattened);
    }
  }
  return fields;
}

function fieldValueOf(node: FormNode, flattened: ReadonlyMap<string, Flattened>): unknown {
  const [only, ...others] = node.children.keys();
  if (only === undefined) return node.value;
  const child = node.children.get(only);
  if (others.length === 0 && child && isNumbered(child)) {
    if (only === "member") return listOf(child, flattened);
    if (only === "entry") return mapOf(child, MAP_KEYS, MAP_VALUES, flattened);
  }
  return structureOf(node, flattened);
}

function listOf(node: FormNode, flattened: ReadonlyMap<string, Flattened>): unknown[] {
  return numbered(node).map((child) => fieldValueOf(child, flattened));
}

function mapOf(
  node: FormNode,
  keys: readonly string[],
  values: readonly string[],
  flattened: ReadonlyMap<string, Flattened>,
): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const entry of numbered(node)) {
    const key = keys.map((name) => entry.children.get(name)?.value).find((found) => found !== undefined);
    const value = values.map((name) => entry.children.get(name)).find((found) => found !== undefined);
    if (key !== undefined) map[key] = value && fieldValueOf(value, flattened);
  }
  return map;
}

function isNumbered(node: FormNode): boolean {
  return node.children.size > 0 && [...node.children.keys()].every((name) => /^\d+$/.test(name));
}

/** A list's elements in the order of their numbers, which clients may send in any order. */
function numbered(node: FormNode): FormNode[] {
  return [...node.children].sort(([left], [right]) => Number(left) - Number(right)).map(([, child]) => child);
}
