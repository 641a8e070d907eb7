import type { Statement } from "../sql/tree.ts";
import { typeIdOf } from "./type-id.ts";

/** OID of VARCHAR: a parameter nobody gave a type takes any text. */
const VARCHAR_ID = 1043;

/** Types of a statement's parameters: what the client gave, else what the statement casts them to (`$1::INTEGER`), else VARCHAR. */
export function parameterTypeIds(
  statement: Statement | undefined,
  count: number,
  given: readonly number[],
): readonly number[] {
  const casts = new Map<string, number>();
  collect(statement, casts);
  return Array.from({ length: count }, (_, index) => given[index] || casts.get(String(index + 1)) || VARCHAR_ID);
}

/** The tree is plain data, so it can be walked without knowing its nodes. */
function collect(node: unknown, casts: Map<string, number>): void {
  if (typeof node !== "object" || node === null) return;
  if (isCast(node)) casts.set(node.operand.name, typeIdOf(node.type).id);
  for (const part of Object.values(node)) collect(part, casts);
}

function isCast(node: object): node is { operand: { name: string }; type: Parameters<typeof typeIdOf>[0] } {
  if (!("kind" in node && node.kind === "cast" && "operand" in node)) return false;
  const { operand } = node;
  return typeof operand === "object" && operand !== null && "kind" in operand && operand.kind === "parameter";
}
