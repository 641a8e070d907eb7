import path from "node:path";

/** Pulumi's mark of a wrapped value, and the mark's value for a secret (pulumi/sdk/nodejs/runtime/rpc.ts). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/**
 * A Pulumi value as plain JSON: secrets unwrapped, assets and archives replaced by `{ asset: <path> }` with the path
 * relative to `project`, so that no folder of this machine gets into a graph.
 */
export function plain(value: unknown, project: string): unknown {
  if (typeof value === "string") return value.replaceAll(`${project}/`, "");
  if (!value || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => plain(item, project));
  const object = value as Record<string, unknown>;
  if (object[SIGNATURE] === SECRET) return plain(object.value, project);
  if (object.__pulumiAsset || object.__pulumiArchive) {
    return { asset: typeof object.path === "string" ? path.relative(project, object.path) : "inline" };
  }
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, plain(item, project)]));
}
