import { parseArgs } from "node:util";
import { MATRICES, type MatrixName } from "./lab-outcome.ts";
import type { LabScenario } from "./scenario.ts";
import { STAGE_KINDS } from "./stage/stage-kind.ts";

/** Nothing but every scenario and matrix. */
const WHOLE = ["scenario", "stage", "runs"] as const;

export const USAGE = `npm run lab -- [options]      breaks a stage on purpose, and judges what its alarms and records say to it

Without options of which scenarios: every one once, on each kind of stage, and the matrices of permissions (npm run
lab:privileges) and of the owner's machines (npm run lab:setup).

  --scenario NAME   this one alone; may be given several times (default: every one, once)
  --stage KIND      on a development or a production stage alone (default: on both, as far as it is for both)
  --seed N          the first seed: the same seed gives the same run (default: 1; with --runs a random one)
  --runs N          so many runs, scenario after scenario, each round with the next seed
  --jobs N          so many runs and matrices at the same time (default: one a core)
  --list            the scenarios, and what each does
  --json            the result as JSON on the standard output
  --help            this text

Exit code 0: every run went as its scenario says; 1: one did not; 2: the options are not usable; 130: stopped by Ctrl-C.`;

export interface LabOptions {
  readonly scenarios: readonly LabScenario[];
  readonly seed: number;
  readonly runs: number;
  readonly matrices: readonly MatrixName[];
  readonly jobs: number;
  readonly json: boolean;
}

/** A mistake in what was typed, in one sentence. */
export class LabUsageError extends Error {
  override readonly name = "LabUsageError";
}

const options = {
  scenario: { type: "string", multiple: true },
  stage: { type: "string" },
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
  all: readonly LabScenario[],
  chosen: { readonly randomSeed: () => number; readonly cores: number },
): { readonly text: string } | { readonly run: LabOptions } {
  const values = read(args);
  if (values.help) return { text: USAGE };
  if (values.list) return { text: list(all) };
  const scenarios = choose(all, values);
  const matrices = WHOLE.some((option) => values[option] !== undefined) ? [] : MATRICES;
  const many = values.runs !== undefined;
  const runs = wholeNumber("--runs", values.runs) ?? scenarios.length;
  return {
    run: {
      scenarios,
      seed: wholeNumber("--seed", values.seed) ?? (many ? chosen.randomSeed() : 1),
      runs,
      matrices,
      jobs: Math.min(runs + matrices.length, wholeNumber("--jobs", values.jobs) ?? chosen.cores),
      json: values.json,
    },
  };
}

function choose(
  all: readonly LabScenario[],
  { scenario: names = [], stage }: ReturnType<typeof read>,
): readonly LabScenario[] {
  if (stage !== undefined && !STAGE_KINDS.some((kind) => kind === stage)) {
    throw new LabUsageError(`--stage takes ${STAGE_KINDS.join(" or ")}, not "${stage}".`);
  }
  const unknown = names.filter((name) => !all.some((scenario) => scenario.name === name));
  if (unknown.length > 0) {
    const known = [...new Set(all.map(({ name }) => name))].join(", ");
    throw new LabUsageError(`There is no scenario "${unknown.join(", ")}". Choose from ${known}.`);
  }
  const named = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  const chosen = named.filter(({ kind }) => stage === undefined || kind.name === stage);
  const [elsewhere] = named;
  if (chosen.length === 0 && elsewhere?.only) {
    const { name, only } = elsewhere;
    throw new LabUsageError(`The scenario "${name}" is for a ${only.stage} stage alone: ${only.because}.`);
  }
  return chosen;
}

function list(all: readonly LabScenario[]): string {
  const first = all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
  const where = ({ only }: LabScenario) => (only ? ` (${only.stage} alone)` : "");
  return first.map((scenario) => `${scenario.name}${where(scenario)}\n    ${scenario.happens}`).join("\n");
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
