import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Of the web's types, which are not among Node's. */
declare namespace WebAssembly {
  type Module = object;
  function compile(code: Uint8Array): Promise<Module>;
}

let compiling: Promise<WebAssembly.Module> | undefined;

/**
 * PostgreSQL compiled, once in this process: a thread it is handed to finds what others have used in machine code
 * already, and opens a database in half the time.
 */
export function loadEngineCode(): Promise<WebAssembly.Module> {
  compiling ??= readFile(join(engineFolder(), "dist/pglite.wasm")).then((code) => WebAssembly.compile(code));
  return compiling;
}

/** The folder of the installed @electric-sql/pglite. */
export function engineFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite")), "..");
}
