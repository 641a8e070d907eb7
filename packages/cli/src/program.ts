import { Command, type CommanderError } from "commander";
import { EXIT_CODES, EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE } from "./command/exit-code.ts";

/**
 * The commands in the order of a person's way with a stage. The one that is called is loaded alone, because reading them all
 * is half of the time to its first line.
 */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  setup: async () => (await import("./setup/setup-command.ts")).addSetupCommand,
  produce: async () => (await import("./produce/produce-command.ts")).addProduceCommand,
  query: async () => (await import("./query/query-command.ts")).addQueryCommand,
  status: async () => (await import("./status/status-command.ts")).addStatusCommand,
  alarms: async () => (await import("./alarms/alarms-command.ts")).addAlarmsCommand,
  doctor: async () => (await import("./doctor/doctor-command.ts")).addDoctorCommand,
  bench: async () => (await import("./bench/bench-command.ts")).addBenchCommand,
  refresh: async () => (await import("./refresh/refresh-command.ts")).addRefreshCommand,
  retention: async () => (await import("./retention/retention-command.ts")).addRetentionCommand,
  "schema-change": async () => (await import("./schema-change/schema-change-command.ts")).addSchemaChangeCommand,
  pause: async () => (await import("./pause/pause-command.ts")).addPauseCommand,
  resume: async () => (await import("./pause/pause-command.ts")).addResumeCommand,
  cost: async () => (await import("./cost/cost-command.ts")).addCostCommand,
  credentials: async () => (await import("./credentials/credentials-command.ts")).addCredentialsCommand,
  teardown: async () => (await import("./teardown/teardown-command.ts")).addTeardownCommand,
  verify: async () => (await import("./verify/verify-command.ts")).addVerifyCommand,
};

const INTRODUCTION = `Everything a person does with a stage of the sensor pipeline, on AWS or on the local AWS.

Without --local or --aws a command takes the local AWS where one runs (npm start), and AWS otherwise.`;

/**
 * The command line as far as `words`, which stand behind the program's name, need it: with the command alone that they begin
 * with, or with all where they begin with none. What can't be understood is one sentence on stderr and exit code ${EXIT_USAGE}.
 */
export async function buildProgram(words: readonly string[]): Promise<Command> {
  const program = new Command("pipeline")
    .description(INTRODUCTION)
    .helpCommand(true)
    .showSuggestionAfterError(true)
    .addHelpText("after", `\nExit codes:\n${exitCodeLines()}`);
  // Before the commands, which take it over however deep they stand.
  program.exitOverride(endWithExitCode);
  const [first = ""] = words;
  const called = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  if (called !== undefined) {
    (await called())(program);
    return program;
  }
  for (const add of await Promise.all(Object.values(COMMANDS).map((load) => load()))) add(program);
  const { default: addCompletion } = await import("@bomb.sh/tab/commander");
  addCompletion(program, { completionCommandName: "completion" });
  return program;
}

function exitCodeLines(): string {
  return Object.entries(EXIT_CODES)
    .map(([code, meaning]) => `  ${code.padEnd(5)}${meaning}`)
    .join("\n");
}

/** Help is a success; all else that commander ends with is a command line it can't follow. */
function endWithExitCode(error: CommanderError): never {
  const isHelp = error.code === "commander.helpDisplayed" || error.code === "commander.version";
  process.exit(isHelp ? EXIT_OK : error.exitCode === EXIT_INTERRUPTED ? EXIT_INTERRUPTED : EXIT_USAGE);
}
