import addCompletion from "@bomb.sh/tab/commander";
import { Command, type CommanderError } from "commander";
import { addAlarmsCommand } from "./alarms/alarms-command.ts";
import { addBenchCommand } from "./bench/bench-command.ts";
import { EXIT_CODES, EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE } from "./command/exit-code.ts";
import { addCostCommand } from "./cost/cost-command.ts";
import { addCredentialsCommand } from "./credentials/credentials-command.ts";
import { addDoctorCommand } from "./doctor/doctor-command.ts";
import { addPauseCommand, addResumeCommand } from "./pause/pause-command.ts";
import { addProduceCommand } from "./produce/produce-command.ts";
import { addQueryCommand } from "./query/query-command.ts";
import { addRefreshCommand } from "./refresh/refresh-command.ts";
import { addRetentionCommand } from "./retention/retention-command.ts";
import { addSchemaChangeCommand } from "./schema-change/schema-change-command.ts";
import { addSetupCommand } from "./setup/setup-command.ts";
import { addStatusCommand } from "./status/status-command.ts";
import { addTeardownCommand } from "./teardown/teardown-command.ts";
import { addVerifyCommand } from "./verify/verify-command.ts";

/** The commands in the order of a person's way with a stage; each loads what it needs when it is called. */
const COMMANDS: readonly ((program: Command) => void)[] = [
  addSetupCommand,
  addProduceCommand,
  addQueryCommand,
  addStatusCommand,
  addAlarmsCommand,
  addDoctorCommand,
  addBenchCommand,
  addRefreshCommand,
  addRetentionCommand,
  addSchemaChangeCommand,
  addPauseCommand,
  addResumeCommand,
  addCostCommand,
  addCredentialsCommand,
  addTeardownCommand,
  addVerifyCommand,
];

const INTRODUCTION = `Everything a person does with a stage of the sensor pipeline, on AWS or on the local AWS.

Without --local or --aws a command takes the local AWS where one runs (npm start), and AWS otherwise.`;

/** The whole command line. What can't be understood is one sentence on stderr and exit code ${EXIT_USAGE}. */
export function buildProgram(): Command {
  const program = new Command("pipeline")
    .description(INTRODUCTION)
    .helpCommand(true)
    .showSuggestionAfterError(true)
    .addHelpText("after", `\nExit codes:\n${exitCodeLines()}`);
  // Before the commands, which take it over however deep they stand.
  program.exitOverride(endWithExitCode);
  for (const add of COMMANDS) add(program);
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
