import { type Command, Option } from "commander";
import type { z } from "zod";
import type { CommandContext } from "./command-context.ts";

/** Does the work of a command. @returns the exit code */
export type Run<Options> = (context: CommandContext, options: Options) => Promise<number>;

export interface CommandDefinition<Schema extends z.ZodType> {
  /** With its arguments, as commander writes them: `query [what]`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Command lines without `pipeline`, each with what it does. */
  readonly examples: readonly (readonly [command: string, does: string])[];
  /** Adds the command's own options; their values stay text until `schema` has read them. */
  readonly options?: (command: Command) => void;
  /** Reads options and arguments by name; the message of an issue is the sentence a person sees. */
  readonly schema: Schema;
  /** What only a called command needs, SDK clients above all, is imported in here: help and completion stay quick. */
  readonly load: () => Promise<Run<z.output<Schema>>>;
}

/** Adds a command that works on a stage, with the options that all of them have. @returns it, for commands below it */
export function addCommand<Schema extends z.ZodType>(parent: Command, definition: CommandDefinition<Schema>): Command {
  const { usage, summary, examples, options, schema, load } = definition;
  const command = parent.command(usage).description(summary);
  options?.(command);
  addTargetOptions(command);
  command.addHelpText("after", `\nExamples:\n${exampleLines(examples)}`);
  command.action(async () => {
    const { runAction } = await import("./run-action.ts");
    const names = command.registeredArguments.map((argument) => argument.name());
    const given = Object.fromEntries(names.map((name, index) => [name, command.processedArgs[index]]));
    process.exitCode = await runAction({ ...command.optsWithGlobals(), ...given }, schema, load);
  });
  return command;
}

function addTargetOptions(command: Command): void {
  command
    .option("--stage <name>", "stage to work on (the local AWS's own, or dev)")
    .addOption(new Option("--local", "the local AWS (npm start)").conflicts("aws"))
    .addOption(new Option("--aws", "AWS, with the credentials of the environment or profile").conflicts("local"))
    .option("--folder <dir>", "data folder of the local AWS (.local/<stage>)")
    .option("--region <name>", "region on AWS (that of the environment or profile)")
    .option("--as <role>", "try it as a role of the stage: alerts, owner, producer ...")
    .option("--json", "JSON on stdout, nothing else there");
}

function exampleLines(examples: CommandDefinition<z.ZodType>["examples"]): string {
  const width = Math.max(...examples.map(([command]) => command.length));
  return examples.map(([command, does]) => `  pipeline ${command.padEnd(width)}  ${does}`).join("\n");
}
