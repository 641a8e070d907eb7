import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";

/** Of the web's types, which are not among Node's. */
declare namespace WebAssembly {
  type Module = object;
  function compile(code: Uint8Array): Promise<Module>;
}

/**
 * Machine code that nothing runs any more is kept until its thread ends. Node 24 loses track of it now and then when it
 * frees it earlier, and ends the whole process: "Check failed: jit_page.has_value()", https://github.com/nodejs/node/issues/66366.
 */
const KEEP_CODE = "--no-wasm-code-gc";

let compiling: Promise<WebAssembly.Module> | undefined;

/**
 * PostgreSQL compiled, once in this process: a thread it is handed to finds what others have used in machine code
 * already, and opens a database in half the time.
 */
export function loadEngineCode(): Promise<WebAssembly.Module> {
  if (compiling === undefined) setFlagsFromString(KEEP_CODE);
  compiling ??= readFile(join(engineFolder(), "dist/pglite.wasm")).then((code) => WebAssembly.compile(code));
  return compiling;
}

/** The folder of the installed @electric-sql/pglite. */
export function engineFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite")), "..");
}
