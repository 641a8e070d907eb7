import { buildProgram } from "@sensor-pipeline/cli/program";
import { vi } from "vitest";
import { PERSON_ENVIRONMENT } from "../pipeline/command.ts";
import type { PipelineRun } from "./run-pipeline.ts";

/** What ends `pipeline` early throws here. */
class Ended extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`ended with ${code}`);
    this.code = code;
  }
}

let isRunning = false;

/**
 * What `runPipeline` does, in this process: a process of its own is most of a second, a hundred times. Each command is
 * run by that one at least once, and so is what needs a terminal, a signal or a working folder.
 * @throws {Error} while another one runs: both would write to the same two streams
 */
export async function pipelineHere(
  args: readonly string[],
  settings: Readonly<NodeJS.ProcessEnv> = {},
): Promise<PipelineRun> {
  if (isRunning) throw new Error(`A pipeline command runs here already: give ${args.join(" ")} to runPipeline.`);
  isRunning = true;
  const environment = process.env;
  const listening = ["SIGINT", "SIGTERM"].map(
    (signal) => [signal, process.listeners(signal as NodeJS.Signals)] as const,
  );
  const broken = process.stdout.listeners("error");
  const written = { stdout: "", stderr: "" };
  const spies = [
    ...(["stdout", "stderr"] as const).map((name) =>
      vi.spyOn(process[name], "write").mockImplementation((chunk) => {
        written[name] += String(chunk);
        return true;
      }),
    ),
    vi.spyOn(process, "exit").mockImplementation((code) => {
      throw new Ended(Number(code));
    }),
  ];
  process.env = { ...PERSON_ENVIRONMENT, ...settings };
  process.exitCode = undefined;
  try {
    const program = await buildProgram(args);
    await program.parseAsync(args, { from: "user" });
    return { code: Number(process.exitCode ?? 0), ...written };
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return { code: error.code, ...written };
  } finally {
    isRunning = false;
    for (const spy of spies) spy.mockRestore();
    process.env = environment;
    process.exitCode = undefined;
    for (const [signal, before] of listening)
      for (const listener of process.listeners(signal as NodeJS.Signals))
        if (!before.includes(listener)) process.off(signal, listener);
    for (const listener of process.stdout.listeners("error"))
      if (!broken.includes(listener)) process.stdout.off("error", listener as () => void);
  }
}
