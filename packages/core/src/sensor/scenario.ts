import { z } from "zod";
import { RECORD_FAULTS } from "./record-faults.ts";
import { SENSOR_FAULTS } from "./sensor-faults.ts";

/**
 * Every scenario by name, with one sentence on what it does. A scenario either changes what the sensors report
 * (sensor-faults.ts) or what becomes of the records on their way (record-faults.ts).
 */
export const SCENARIOS = { ...SENSOR_FAULTS, ...RECORD_FAULTS };

export type ScenarioName = keyof typeof SCENARIOS;

/** All names, in the order in which scenarios act when several are asked for. */
export const SCENARIO_NAMES = Object.keys(SCENARIOS).filter(isScenarioName);

const nameSchema = z.string().transform((name, context): ScenarioName => {
  if (isScenarioName(name)) return name;
  context.addIssue({ code: "custom", message: unknownScenario(name), input: name });
  return z.NEVER;
});

/**
 * A scenario as it is asked for. It acts on readings whose `event_time` is in [from, until); without a bound it
 * acts from ever, or for ever. `sensors` names the sensors it acts on; each scenario says which ones it takes else.
 */
export const scenarioSchema = z
  .strictObject({
    name: nameSchema,
    from: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional(),
    sensors: z.array(z.int()).min(1).optional(),
  })
  .refine(({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until), {
    message: "`from` must be earlier than `until`",
    path: ["until"],
  });

export type ScenarioRequest = z.input<typeof scenarioSchema>;
export type Scenario = z.output<typeof scenarioSchema>;

export class UnknownScenarioError extends Error {
  override readonly name = "UnknownScenarioError";
  constructor(name: string) {
    super(unknownScenario(name));
  }
}

/**
 * The scenario of that name, for names that a person typed.
 * @throws {UnknownScenarioError} with the names there are.
 */
export function scenarioNamed(name: string): ScenarioName {
  if (!isScenarioName(name)) throw new UnknownScenarioError(name);
  return name;
}

function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}

function unknownScenario(name: string): string {
  return `There is no scenario "${name}". Choose one of: ${Object.keys(SCENARIOS).join(", ")}.`;
}
