import aslValidator from "asl-validator";
import { AwsError, NotSupportedError } from "../../service.ts";
import { renameExecution } from "./asl-evaluation.ts";
import type { Definition } from "./definition.ts";
import { knownDefinitions } from "./known-definitions.ts";
import { handlerOf } from "./tasks/index.ts";

/** 1 MB: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAXIMUM_BYTES = 1_048_576;

/** Fields of the States Language that are not acted on here; each is refused by name wherever it stands. */
const REFUSED_FIELDS = [
  "Assign",
  "Arguments",
  "Output",
  "Credentials",
  "HeartbeatSeconds",
  "HeartbeatSecondsPath",
  "ItemBatcher",
  "ItemReader",
  "ResultWriter",
  "ToleratedFailureCount",
  "ToleratedFailureCountPath",
  "ToleratedFailurePercentage",
  "ToleratedFailurePercentagePath",
] as const;

const INTRINSIC = /\bStates\.([A-Z]\w+)\(/g;
/** https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
const INTRINSICS = new Set(
  "Format StringToJson JsonToString Array ArrayPartition ArrayContains ArrayRange ArrayGetItem ArrayLength ArrayUnique Base64Encode Base64Decode Hash JsonMerge MathRandom MathAdd StringSplit UUID".split(
    " ",
  ),
);

/**
 * Reads a definition and checks it as CreateStateMachine does.
 * @throws {AwsError} InvalidDefinition with what is wrong with it.
 * @throws {NotSupportedError} naming what it uses that this runner does not have.
 */
export function checkedDefinition(text: string): Definition {
  if (Buffer.byteLength(text) > MAXIMUM_BYTES) throw invalid(`DEFINITION_TOO_LARGE: more than ${MAXIMUM_BYTES} bytes`);
  const parsed = parse(text);
  // States of JSONata are valid to the validator; they are refused before it speaks of their fields.
  refuse(parsed, "");
  validate(parsed);
  return renameExecution(parsed as Definition);
}

function validate(definition: unknown): void {
  if (knownDefinitions.has(definition)) return;
  // The validator writes into what it checks.
  const { isValid, errorsText } = aslValidator(structuredClone(definition), { checkArn: false, checkPaths: true });
  if (!isValid) throw invalid(`SCHEMA_VALIDATION_FAILED: ${errorsText("; ")}`);
  knownDefinitions.add(definition);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const error = invalid(`INVALID_JSON_DESCRIPTION: ${cause instanceof Error ? cause.message : String(cause)}`);
    error.cause = cause;
    throw error;
  }
}

/** Walks the whole definition; `path` says where a refused thing stands. */
function refuse(value: unknown, path: string): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) refuse(item, `${path}[${index}]`);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const entries = new Map(Object.entries(value));
  if (entries.get("QueryLanguage") === "JSONata")
    throw new NotSupportedError(`QueryLanguage JSONata (at ${path || "/"})`);
  if (entries.has("ProcessorConfig") && JSON.stringify(entries.get("ProcessorConfig")).includes("DISTRIBUTED")) {
    throw new NotSupportedError(`A Distributed Map (at ${path})`);
  }
  if (typeof entries.get("Type") === "string") {
    const refused = REFUSED_FIELDS.find((field) => entries.has(field));
    if (refused) throw new NotSupportedError(`The field ${refused} of a state (at ${path})`);
    const resource = entries.get("Resource");
    if (entries.get("Type") === "Task" && typeof resource === "string") handlerOf(resource);
  }
  for (const [key, inner] of entries) {
    if (typeof inner === "string" && /(\.\$|Path|Variable)$/.test(key)) refuseExpression(inner, `${path}/${key}`);
    refuse(inner, `${path}/${key}`);
  }
}

function refuseExpression(expression: string, path: string): void {
  if (expression === "$$") throw new NotSupportedError(`The whole context object as a value (at ${path})`);
  if (expression.startsWith("$$.Task")) throw new NotSupportedError(`A task token (at ${path})`);
  for (const [, name = ""] of expression.matchAll(INTRINSIC)) {
    if (!INTRINSICS.has(name))
      throw invalid(`SCHEMA_VALIDATION_FAILED: There is no function States.${name} (at ${path})`);
  }
}

function invalid(reason: string): AwsError {
  return new AwsError("InvalidDefinition", `Invalid State Machine Definition: '${reason}'`);
}
