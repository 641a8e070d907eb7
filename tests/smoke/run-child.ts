import { spawn } from "node:child_process";
import { once } from "node:events";
import type { ChildRun } from "./smoke-stage.ts";

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Sends the child a Ctrl-C, which it may take its time to follow. */
  readonly signal?: AbortSignal | undefined;
  readonly stdin?: string | undefined;
  /** Hears what it prints as it comes. */
  readonly onOutput?: ((text: string) => void) | undefined;
}

/**
 * Runs a program to its end. It has a process group of its own: a Ctrl-C of the terminal reaches it only through
 * `signal`, so that a removal is not stopped by the Ctrl-C that began it.
 */
export async function runChild(file: string, args: readonly string[], options: ChildOptions): Promise<ChildRun> {
  const { cwd, env, signal, stdin, onOutput } = options;
  signal?.throwIfAborted();
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  const stop = () => void child.kill("SIGINT");
  signal?.addEventListener("abort", stop, { once: true });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    onOutput?.(chunk.toString());
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
    onOutput?.(chunk.toString());
  });
  // A child that ends without reading its input has said why on stderr.
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin ?? "");
  const [code] = (await once(child, "close")) as [number | null];
  signal?.removeEventListener("abort", stop);
  return { code, stdout, stderr };
}
