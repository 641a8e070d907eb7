/**
 * How often a statement names a table by one bare word, at any depth: how often a name of WITH is used, or more where an inner WITH hides it.
 */
export function countReferences(statement: object, name: string): number {
  return countIn(statement, name);
}

/** The tree is plain data, so it can be walked without knowing its nodes. */
function countIn(node: unknown, name: string): number {
  if (Array.isArray(node)) return node.reduce((sum: number, item) => sum + countIn(item, name), 0);
  if (typeof node !== "object" || node === null) return 0;
  const inside = Object.values(node).reduce((sum: number, item) => sum + countIn(item, name), 0);
  return isTableNamed(node, name) ? inside + 1 : inside;
}

function isTableNamed(node: object, name: string): boolean {
  if (!("kind" in node) || node.kind !== "table" || !("parts" in node) || !Array.isArray(node.parts)) return false;
  const [only, ...more] = node.parts as readonly { readonly text: string }[];
  return more.length === 0 && only?.text === name;
}
