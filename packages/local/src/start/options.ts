import path from "node:path";
import { namesOf } from "@sensor-pipeline/core/names";
import { SCENARIO_NAMES, type ScenarioName, scenarioNamed } from "@sensor-pipeline/core/sensor/scenario";
import { z } from "zod";
import { checkOptions, readOptions, UsageError } from "../commands/command-line.ts";
import type { PgPort } from "../psql/start-psql-port.ts";

/** `--once` runs at this speed unless told otherwise, so that alarm periods pass in seconds. */
const ONCE_SPEED = 12;

export const USAGE = `npm start -- [options]        the whole pipeline on this machine, until Ctrl-C

  --remove            takes the stage out again, as \`sst remove\` does on AWS; exit 0, or 1 naming what refused
  --once              one whole cycle, then a report; exit 0, or 1 naming what failed
  --report FILE       the report as JSON
  --stage NAME        stage of sst.config.ts (default: dev)
  --port N            port of the local AWS (default: 4566; 0 takes any free one)
  --pg-port N         port for psql and drivers of PostgreSQL (default: 5439, or any free one where
                      that is taken; 0 takes any free one)
  --no-pg             no such port
  --speed N           the local clock of schedules and alarm periods runs N times as fast
                      (default: 1, with --once ${ONCE_SPEED})
  --scenario NAME     faults on purpose: ${SCENARIO_NAMES.join(", ")}
  --refuse-conditional-delete
                      streaming views refuse DELETE with a condition, which no example of the guide shows
  --folder DIR        where data is kept (default: .local/<stage>)
  --fresh             forget the data of earlier runs
  --help              this text`;

export interface StartOptions {
  readonly stage: string;
  readonly port: number;
  /** Undefined for none. */
  readonly pgPort?: PgPort;
  readonly speed: number;
  readonly once: boolean;
  readonly remove: boolean;
  readonly fresh: boolean;
  readonly scenario?: ScenarioName;
  readonly refuseConditionalDelete: boolean;
  /** Absolute path of the data that outlives a run. */
  readonly folder: string;
  /** Absolute path of the JSON report. */
  readonly reportFile?: string;
}

const OPTIONS = {
  stage: { type: "string" },
  port: { type: "string" },
  "pg-port": { type: "string" },
  "no-pg": { type: "boolean" },
  speed: { type: "string" },
  once: { type: "boolean" },
  remove: { type: "boolean" },
  fresh: { type: "boolean" },
  scenario: { type: "string" },
  "refuse-conditional-delete": { type: "boolean" },
  report: { type: "string" },
  folder: { type: "string" },
} as const;

/** A removal runs nothing, so what says how to run means nothing to it. */
const NOT_WITH_REMOVE = ["once", "fresh", "scenario", "speed", "report", "pg-port"] as const;

const integer = (what: string, minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^-?\d+$/, `${what} must be a number`)
    .transform(Number)
    .pipe(
      z.number().min(minimum, `${what} must be at least ${minimum}`).max(maximum, `${what} must be at most ${maximum}`),
    );

const schema = z.object({
  stage: z.string().default("dev"),
  port: integer("--port", 0, 65_535).prefault("4566"),
  "pg-port": integer("--pg-port", 0, 65_535).optional(),
  "no-pg": z.boolean().default(false),
  speed: integer("--speed", 1, 600).optional(),
  once: z.boolean().default(false),
  remove: z.boolean().default(false),
  fresh: z.boolean().default(false),
  scenario: z.string().transform(scenarioNamed).optional(),
  "refuse-conditional-delete": z.boolean().default(false),
  report: z.string().min(1, "--report needs a file").optional(),
  folder: z.string().min(1, "--folder needs a folder").optional(),
});

/**
 * Options of `npm start`, or undefined when help was asked for.
 * @throws {UsageError} naming the option, what is wrong with it and what is allowed.
 */
export function parseStartOptions(args: readonly string[], workingFolder: string): StartOptions | undefined {
  const { help, ...values } = readOptions("npm start", args, OPTIONS);
  if (help) return undefined;
  const { report, speed, folder, "pg-port": pgPort, "no-pg": noPg, ...given } = checkOptions(schema, values);
  const { "refuse-conditional-delete": refuseConditionalDelete, ...options } = given;
  if (noPg && pgPort !== undefined) throw new UsageError("--pg-port and --no-pg can't be used together.");
  const beside = NOT_WITH_REMOVE.find((name) => values[name] !== undefined);
  if (options.remove && beside) throw new UsageError(`--remove and --${beside} can't be used together.`);
  // Fails early, before anything is started, in the words of the one rule for stage names.
  const { stage } = namesOf(options.stage);
  return {
    ...options,
    ...(noPg ? {} : { pgPort: pgPort ?? "default" }),
    stage,
    refuseConditionalDelete,
    folder: path.resolve(workingFolder, folder ?? path.join(".local", stage)),
    speed: speed ?? (options.once ? ONCE_SPEED : 1),
    ...(report === undefined ? {} : { reportFile: path.resolve(workingFolder, report) }),
  };
}
