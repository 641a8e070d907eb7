import { RECORD_ENCODINGS } from "@sensor-pipeline/core/sensor/record-encoding";
import { SCENARIO_NAMES, scenarioNamed, UnknownScenarioError } from "@sensor-pipeline/core/sensor/scenario";
import { z } from "zod";
import { decimalNumber, timeSpan, wholeNumber } from "../command/option-value.ts";

const MOST_RECORDS = 1_000_000_000;
const MOST_PER_SECOND = 1_000_000;
const MOST_SENSORS = 10_000;
const LARGEST_SEED = 1_000_000_000;
/** No timer of Node is longer. */
const LONGEST_DAYS = 20;

/** Scenarios that encode records themselves. */
const ENCODING_SCENARIOS = ["base64", "hex", "gzip"];

/** Options that say what to simulate, which own data does not need. */
const OF_SIMULATION = ["count", "for", "sensors", "seed", "start", "skip", "scenario"] as const;

const scenarioName = z.string().transform((name, context) => {
  try {
    return scenarioNamed(name);
  } catch (error) {
    if (!(error instanceof UnknownScenarioError)) throw error;
    context.addIssue({
      code: "custom",
      message: `--scenario has no "${name}": choose from ${SCENARIO_NAMES.join(", ")}`,
      input: name,
    });
    return z.NEVER;
  }
});

/** Records a second. */
export function ratePerSecond(option: string) {
  return decimalNumber(option, 0.001, MOST_PER_SECOND);
}

/** How long a run takes, in milliseconds. */
export function runTime(option: string) {
  return timeSpan(option, LONGEST_DAYS);
}

/** What `pipeline produce` is asked for; see its help. */
export const produceOptionsSchema = z
  .object({
    count: wholeNumber("--count", 1, MOST_RECORDS).optional(),
    rate: ratePerSecond("--rate").optional(),
    for: runTime("--for").optional(),
    sensors: wholeNumber("--sensors", 1, MOST_SENSORS).optional(),
    seed: wholeNumber("--seed", 0, LARGEST_SEED).optional(),
    start: z.iso
      .datetime({ offset: true, error: "--start must be a time such as 2026-11-23T12:00:00Z" })
      .transform((text) => new Date(text))
      .optional(),
    skip: wholeNumber("--skip", 1, MOST_RECORDS).optional(),
    scenario: z.array(scenarioName).optional(),
    encoding: z
      .enum(RECORD_ENCODINGS, { error: `--encoding must be one of ${RECORD_ENCODINGS.join(", ")}` })
      .default("json"),
    file: z.string().min(1, "--file must be a file of NDJSON, or - for stdin").optional(),
    rejectFile: z
      .string()
      .refine((file) => file !== "" && file !== "-", "--reject-file must be a file")
      .optional(),
    dryRun: z.boolean().default(false),
    stream: z
      .string()
      .regex(/^[a-zA-Z0-9_.-]{1,128}$/, "--stream must be 1 to 128 letters, digits or any of _ . -")
      .optional(),
    json: z.boolean().default(false),
  })
  .superRefine((options, context) => {
    const refusal = refusalOf(options);
    if (refusal !== undefined) context.addIssue({ code: "custom", message: refusal, input: options });
  });

export type ProduceOptions = z.output<typeof produceOptionsSchema>;

/** Whether something to send is named, so that nobody has to be asked. */
export function isSettled({ count, rate, file }: ProduceOptions): boolean {
  return count !== undefined || rate !== undefined || file !== undefined;
}

/** Why these options can't go together. */
function refusalOf(options: ProduceOptions): string | undefined {
  const { count, rate, file, encoding, scenario = [], dryRun, rejectFile, json } = options;
  if (file !== undefined) {
    const other = OF_SIMULATION.find((name) => options[name] !== undefined);
    if (other !== undefined) return `--file brings its own readings: leave --${other} out`;
  }
  if (count !== undefined && options.for !== undefined) {
    return "--count and --for both say when to end: give one of them";
  }
  if (options.for !== undefined && rate === undefined) return "--for needs --rate, the records a second";
  if (options.start !== undefined && !isSettled(options)) return "--start needs --count or --rate";
  if (options.skip !== undefined && (options.seed === undefined || options.start === undefined)) {
    return "--skip leaves out the beginning of records that were made before: give their --seed and --start";
  }
  if (dryRun && !isSettled(options)) return "--dry-run needs --count, --rate or --file";
  if (dryRun && json) return "--dry-run prints NDJSON as it is: leave --json out";
  if (dryRun && rejectFile !== undefined) return "--dry-run sends nothing and keeps nothing: leave --reject-file out";
  if (json && !isSettled(options)) return "--json needs --count, --rate or --file: the menu asks a person";
  const encoded = scenario.find((name) => ENCODING_SCENARIOS.includes(name));
  if (encoding !== "json" && encoded !== undefined) {
    return `--encoding ${encoding} and --scenario ${encoded} both encode: give one of them`;
  }
  if (scenario.includes("silent-sensor") && options.sensors === 1) {
    return "--scenario silent-sensor silences one sensor, and --sensors 1 leaves no other";
  }
  return undefined;
}
