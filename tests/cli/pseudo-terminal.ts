import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { PERSON_ENVIRONMENT, ROOT } from "../pipeline/command.ts";

const PIPELINE = path.join(ROOT, "packages/cli/src/pipeline.js");

/** Longer than anything takes, shorter than a test may. */
const PATIENCE_MS = 20_000;

export const KEYS = { enter: "\r", backspace: "\u007f", ctrlC: "\u0003", ctrlD: "\u0004" } as const;

/** `pipeline` in a terminal of its own, with a person at it. */
export interface PersonAtTerminal {
  /** All that was shown so far, as it came. */
  raw(): string;
  /** The same without colours and movements. */
  shown(): string;
  /**
   * Resolves once what was shown since the last call matches, with the match.
   * Rejects with what was shown when the command ends first.
   */
  sees(pattern: RegExp): Promise<RegExpMatchArray>;
  types(...keys: readonly string[]): void;
  /** Takes the terminal away: the command ends, as when its window is closed. */
  close(): Promise<void>;
  /** What is shown after the last match, until the end, and the command's exit code. */
  readonly ended: Promise<{ readonly code: number; readonly rest: string }>;
}

/**
 * Starts `pipeline` in a pseudo-terminal of 120 columns (script, of util-linux), without AWS settings of whoever runs
 * the tests. After its end the terminal's state is written by `stty`.
 */
export function openTerminal(
  args: readonly string[],
  { cwd, environment = {} }: { readonly cwd: string; readonly environment?: NodeJS.ProcessEnv },
): PersonAtTerminal {
  const command = [process.execPath, PIPELINE, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn(
    "script",
    ["-qefc", `trap : INT; stty cols 120 rows 40; ${command}; code=$?; stty -a; exit $code`, "/dev/null"],
    {
      cwd,
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...PERSON_ENVIRONMENT, TERM: "xterm-256color", SHELL: "/bin/sh", ...environment },
    },
  );
  let raw = "";
  let seen = 0;
  const watchers = new Set<() => void>();
  child.stdout.on("data", (chunk: Buffer) => {
    raw += chunk.toString();
    for (const watch of watchers) watch();
  });
  const shown = () => stripVTControlCharacters(raw);
  const closed = once(child, "close").then(([code]) => code as number);
  return {
    raw: () => raw,
    shown,
    sees: (pattern) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => {
          watchers.delete(watch);
          reject(new Error(`${why} ${pattern} was seen. Since the last match:\n${shown().slice(seen)}`));
        };
        const patience = setTimeout(() => fail("Much time went by before"), PATIENCE_MS);
        const watch = () => {
          const match = shown().slice(seen).match(pattern);
          if (!match) return;
          clearTimeout(patience);
          watchers.delete(watch);
          seen += (match.index ?? 0) + match[0].length;
          resolve(match);
        };
        watchers.add(watch);
        watch();
        void closed.then((code) => {
          clearTimeout(patience);
          if (watchers.has(watch)) fail(`It ended with ${code} before`);
        });
      }),
    types: (...keys) => void child.stdin.write(keys.join("")),
    async close() {
      child.kill("SIGHUP");
      await closed;
    },
    ended: closed.then((code) => ({ code, rest: shown().slice(seen) })),
  };
}
