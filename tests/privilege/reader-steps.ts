import { Writable } from "node:stream";
import { runHistory } from "@sensor-pipeline/cli/alarms/run-history";
import type { CommandContext } from "@sensor-pipeline/cli/command/command-context";
import type { CheckId } from "@sensor-pipeline/cli/doctor/check-ids";
import { runDoctor } from "@sensor-pipeline/cli/doctor/run-doctor";
import { openOwnerMachine } from "@sensor-pipeline/cli/execution/owner-machine";
import { showStatus } from "@sensor-pipeline/cli/setup/show-status";
import { runStatus } from "@sensor-pipeline/cli/status/run-status";
import { localTarget } from "@sensor-pipeline/cli/target/target";
import { createTerminal } from "@sensor-pipeline/cli/terminal/terminal";
import { systemClock } from "@sensor-pipeline/core/clock";
import { systemRandom } from "@sensor-pipeline/core/random";
import { type ProofStage, REGION, ROOT } from "./proof-stage.ts";
import { type Step, told } from "./step.ts";

type Command = (context: CommandContext, stage: ProofStage) => Promise<unknown>;

/** Checks that between them look at everything; the others look at the same. */
const CHECKS: readonly CheckId[] = [
  ...(["functions", "failed-events", "stream", "throttling", "permissions", "role-association"] as const),
  ...(["role-trust", "setup", "owner-runs", "lag", "alarms"] as const),
];

/** What a person looks at as the stage's reader: the doctor check by check, since each needs other permissions. */
export const READER_STEPS: readonly Step[] = [
  ...CHECKS.map((id) => lookingAt(`doctor --only ${id}`, (context) => runDoctor(context, { only: [id], list: false }))),
  lookingAt("doctor --only functions, after an error", async (context, stage) => {
    const { producerFunction: FunctionName } = stage.names;
    await stage.ask("lambda", "Invoke", { FunctionName, Payload: '{"no":"such field"}' });
    return runDoctor(context, { only: ["functions"], list: false });
  }),
  lookingAt("alarms history", (context) => runHistory(context, { since: 3_600_000 })),
  lookingAt("setup --status", async (context) => {
    const machine = await openOwnerMachine(context.target, context.target.names.setupMachine);
    try {
      return await showStatus(context, machine);
    } finally {
      machine.close();
    }
  }),
  lookingAt("status", (context) => runStatus(context, { watch: false })),
];

function lookingAt(name: string, command: Command): Step {
  return {
    name,
    as: ({ readerRole }) => [readerRole],
    run: async (stage) => {
      const output = collect();
      const failure = await told(() => command(contextOf(stage, output.stream), stage));
      if (failure !== undefined) return failure;
      // What a command finds wrong with the stage, another role's lack of a permission included, is no failure to look at it.
      return new RegExp(`/${stage.names.readerRole}/.* is not authorized`).test(output.text())
        ? output.text()
        : undefined;
    },
  };
}

function contextOf({ url, folder, clock, names }: ProofStage, stream: NodeJS.WriteStream): CommandContext {
  const endpoint = { url, region: REGION, stage: names.stage, folder, clock: clock.settings };
  return {
    target: localTarget(endpoint),
    terminal: createTerminal({ json: true, output: stream, notes: stream }),
    clock: systemClock,
    random: systemRandom,
    signal: new AbortController().signal,
    root: ROOT,
  };
}

function collect(): { readonly stream: NodeJS.WriteStream; text(): string } {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  // A terminal is asked for no more than a stream has when it is none.
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}
