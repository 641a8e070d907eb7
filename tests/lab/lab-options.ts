import { parseArgs } from "node:util";
import type { FaultScenario } from "./scenario.ts";

export const USAGE = `npm run lab -- [options]      breaks a stage on purpose, and judges what its alarms and records say to it

  --scenario NAME   this one alone; may be given several times (default: every one, once)
  --seed N          the first seed: the same seed gives the same run (default: 1; with --runs a random one)
  --runs N          so many runs, scenario after scenario, each round with the next seed
  --jobs N          so many of them at the same time (default: one a core)
  --list            the scenarios, and what each does
  --json            the result as JSON on the standard output
  --help            this text

Exit code 0: every run went as its scenario says; 1: one did not; 2: the options are not usable; 130: stopped by Ctrl-C.`;

export interface LabOptions {
  readonly scenarios: readonly FaultScenario[];
  readonly seed: number;
  readonly runs: number;
  readonly jobs: number;
  readonly json: boolean;
}

/** A mistake in what was typed, in one sentence. */
export class LabUsageError extends Error {
  override readonly name = "LabUsageError";
}

const options = {
  scenario: { type: "string", multiple: true },
  seed: { type: "string" },
  runs: { type: "string" },
  jobs: { type: "string" },
  list: { type: "boolean" },
  json: { type: "boolean", default: false },
  help: { type: "boolean" },
} as const;

/**
 * @param chosen.randomSeed the first seed where many runs are wanted and no seed is given
 * @param chosen.cores of this machine
 * @returns a text to print instead of running, or what to run
 * @throws {LabUsageError}
 */
export function parseLabOptions(
  args: readonly string[],
  all: readonly FaultScenario[],
  chosen: { readonly randomSeed: () => number; readonly cores: number },
): { readonly text: string } | { readonly run: LabOptions } {
  const values = read(args);
  if (values.help) return { text: USAGE };
  if (values.list) return { text: all.map(({ name, happens }) => `${name}\n    ${happens}`).join("\n") };
  const names = values.scenario ?? [];
  const unknown = names.filter((name) => !all.some((scenario) => scenario.name === name));
  if (unknown.length > 0) {
    const known = all.map(({ name }) => name).join(", ");
    throw new LabUsageError(`There is no scenario "${unknown.join(", ")}". Choose from ${known}.`);
  }
  const scenarios = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  const many = values.runs !== undefined;
  const runs = wholeNumber("--runs", values.runs) ?? scenarios.length;
  return {
    run: {
      scenarios,
      seed: wholeNumber("--seed", values.seed) ?? (many ? chosen.randomSeed() : 1),
      runs,
      jobs: Math.min(runs, wholeNumber("--jobs", values.jobs) ?? chosen.cores),
      json: values.json,
    },
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new LabUsageError(`${error instanceof Error ? error.message : String(error)} See npm run lab -- --help.`);
  }
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || !Number.isSafeInteger(value)) {
    throw new LabUsageError(`${option} takes a whole number of at least 1, not "${text}".`);
  }
  return value;
}
