import { z } from "zod";
import type { Condition, StateMachineDefinition } from "../setup/states-language.ts";
import { UnsupportedDefinitionError } from "./errors.ts";

const payload = z.record(z.string(), z.unknown());
const retrier = z.strictObject({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number(),
  MaxAttempts: z.number(),
  BackoffRate: z.number(),
  MaxDelaySeconds: z.number(),
  JitterStrategy: z.enum(["FULL", "NONE"]),
});

/** Every field that a state of ours may have; another one would be passed over in silence, so it is refused. */
const state = z.discriminatedUnion("Type", [
  z.strictObject({
    Type: z.literal("Task"),
    Resource: z.string(),
    Parameters: payload,
    ResultSelector: payload.exactOptional(),
    ResultPath: z.string(),
    Retry: z.array(retrier),
    Catch: z.array(z.strictObject({ ErrorEquals: z.array(z.string()), ResultPath: z.string(), Next: z.string() })),
    Next: z.string(),
  }),
  z.strictObject({
    Type: z.literal("Pass"),
    Parameters: payload,
    ResultPath: z.string().exactOptional(),
    Next: z.string().exactOptional(),
    End: z.literal(true).exactOptional(),
  }),
  z.strictObject({
    Type: z.literal("Choice"),
    // Their comparisons are read by choice-condition.ts, which knows each by name.
    Choices: z.array(z.looseObject({ Next: z.string() }).transform((choice) => choice as Condition & { Next: string })),
    Default: z.string(),
  }),
  z.strictObject({ Type: z.literal("Wait"), Seconds: z.number(), Next: z.string() }),
  z.strictObject({ Type: z.literal("Fail"), ErrorPath: z.string(), CausePath: z.string() }),
]);

const definitionSchema = z.strictObject({
  Comment: z.string(),
  StartAt: z.string(),
  TimeoutSeconds: z.number(),
  States: z.record(z.string(), state),
});

/**
 * Reads the JSON of one of the owner's state machines, as DescribeStateMachine gives it.
 * @throws {UnsupportedDefinitionError} that names the first state, field or type of it that our definitions never have
 */
export function readDefinition(text: string): StateMachineDefinition {
  const read = definitionSchema.safeParse(jsonOf(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const [, ...path] = (issue?.path ?? []).map(String);
  const where =
    path.length === 0
      ? "it"
      : `the state ${JSON.stringify(path[0])}${path
          .slice(1)
          .map((part) => `, ${part}`)
          .join("")}`;
  throw new UnsupportedDefinitionError(`of ${where}: ${issue?.message ?? "it is none"}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnsupportedDefinitionError(`it is no JSON (${String(error)})`);
  }
}
