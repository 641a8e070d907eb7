import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** A sink in a process of its own; the same answers on both addresses. */
export interface RunningSink {
  readonly http2Url: string;
  readonly http1Url: string;
  close(): Promise<void>;
}

export async function startSink(recordsPerBatch: number): Promise<RunningSink> {
  const script = path.join(import.meta.dirname, "producer-sink.ts");
  const child = spawn(process.execPath, [script, String(recordsPerBatch)], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const { http2Port, http1Port } = JSON.parse(String(line)) as { http2Port: number; http1Port: number };
  return {
    http2Url: `http://127.0.0.1:${http2Port}`,
    http1Url: `http://127.0.0.1:${http1Port}`,
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}
