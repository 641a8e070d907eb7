import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");

const COMMANDS = {
  start: "packages/local/src/commands/start.ts",
  aws: "packages/local/src/commands/aws.ts",
  "lint:sql": "packages/local/src/commands/lint-sql.ts",
  redshift: "packages/local/src/commands/redshift.ts",
} as const;

/**
 * PostgreSQL's WebAssembly is compiled once, and not a second time for speed: three seconds of processor time, which no
 * command of a test lives long enough to win back.
 */
const NODE_OPTIONS = ["--liftoff-only"];

/** What would make a command look other than at a person's: AWS settings, a build server's sign, wishes for colours. */
const NOT_A_PERSONS = /^(AWS_.*|CI|CONTINUOUS_INTEGRATION|BUILD_NUMBER|RUN_ID|NO_COLOR|FORCE_COLOR|CLICOLOR.*)$/;

/** The environment of a person at their own machine, wherever the tests run. */
export const PERSON_ENVIRONMENT: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !NOT_A_PERSONS.test(name)),
);

export interface RunningCommand {
  readonly pid: number;
  /** Everything printed so far, both streams in order of arrival. */
  output(): string;
  /** Resolves with the match once the output holds it; rejects with the output when the command ends first. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>;
  kill(signal: NodeJS.Signals): void;
  /** Exit code, or null after a signal. */
  readonly exited: Promise<number | null>;
}

/** Starts one of the project's commands as npm would, without a terminal; `settings` are variables of its environment besides a person's. */
export function runCommand(
  command: keyof typeof COMMANDS,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): RunningCommand {
  const child = spawn(process.execPath, [...NODE_OPTIONS, path.join(ROOT, COMMANDS[command]), ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...PERSON_ENVIRONMENT, ...settings },
  });
  let output = "";
  const watchers = new Set<() => void>();
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    for (const watch of watchers) watch();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const exited = once(child, "close").then(([code]) => code as number | null);

  return {
    pid: child.pid ?? 0,
    output: () => output,
    exited,
    kill: (signal) => void child.kill(signal),
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          const match = output.match(pattern);
          if (!match) return;
          watchers.delete(watch);
          resolve(match);
        };
        watchers.add(watch);
        void exited.then((code) => {
          watch();
          if (watchers.delete(watch)) {
            reject(new Error(`The command ended with ${code} before it printed ${pattern}:\n${output}`));
          }
        });
        watch();
      }),
  };
}
