import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { CannotTellError } from "./check.ts";

/** What the set-up that is deployed makes, as its state machine has it. */
export interface SetupIntent {
  /** Role that the external schema is to name. */
  readonly roleArn: string;
  /** Stream that the streaming view is to read. */
  readonly streamName: string;
  /** Secret of the warehouse's admin. */
  readonly secretArn: string | undefined;
}

/** Reads it from the machine's definition. @throws {CannotTellError} for a definition of another version */
export function readSetup(definition: string): SetupIntent {
  const texts = textsOf(JSON.parse(definition));
  const roleArn = found(texts, /IAM_ROLE '([^']+)'/);
  const streamName = found(texts, new RegExp(`FROM ${WAREHOUSE_OBJECTS.externalSchema}\\."([^"]+)"`));
  if (roleArn === undefined || streamName === undefined) {
    throw new CannotTellError(
      "The deployed set-up names no role or no stream: it is of another version than this program.",
    );
  }
  return { roleArn, streamName, secretArn: found(texts, /^(arn:[\w-]+:secretsmanager:\S+)$/) };
}

function found(texts: readonly string[], pattern: RegExp): string | undefined {
  return texts.map((text) => pattern.exec(text)?.[1]).find((match) => match !== undefined);
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
