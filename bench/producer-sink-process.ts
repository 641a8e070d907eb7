import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** A sink in a process of its own. */
export interface RunningSink {
  readonly url: string;
  close(): Promise<void>;
}

export async function startSink(recordsPerBatch: number): Promise<RunningSink> {
  const script = path.join(import.meta.dirname, "producer-sink.ts");
  const child = spawn(process.execPath, [script, String(recordsPerBatch)], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: `http://127.0.0.1:${Number(String(line))}`,
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}
