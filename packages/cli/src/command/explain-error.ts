import { UnsupportedDefinitionError } from "@sensor-pipeline/core/direct/errors";
import { EnvironmentError } from "@sensor-pipeline/core/environment";
import { StageNameError } from "@sensor-pipeline/core/names";
import { NothingToPauseError } from "@sensor-pipeline/core/pause/nothing-to-pause-error";
import { DefinitionError } from "@sensor-pipeline/core/setup/deployed-machine";
import { PsqlError } from "@sensor-pipeline/core/sql/psql-error";
import {
  StatementError,
  StatementTimeoutError,
  UnexpectedResultError,
  WarehouseRequestError,
} from "@sensor-pipeline/core/warehouse/errors";
import { CommandError, UsageError } from "./command-error.ts";
import { EXIT_FAILED, EXIT_USAGE } from "./exit-code.ts";
import { missingPermission } from "./missing-permission.ts";

/** What to do about errors of the SDK, by their name. */
const ADVICE: Readonly<Record<string, string>> = {
  AccessDenied: "Ask for that permission, or take credentials that have it.",
  AccessDeniedException: "Ask for that permission, or take credentials that have it.",
  UnrecognizedClientException: "The credentials are not valid here: sign in again.",
  InvalidClientTokenId: "The credentials are not valid here: sign in again.",
  ExpiredToken: "The credentials have expired: sign in again.",
  ExpiredTokenException: "The credentials have expired: sign in again.",
  CredentialsProviderError: "Sign in (aws sso login, or AWS_PROFILE), or start the local AWS with npm start.",
  ECONNREFUSED: "Nothing answers there: is the local AWS running (npm start)?",
  ENOTFOUND: "There is no such host: look at the region and the network.",
  EAI_AGAIN: "Names of hosts can't be looked up: look at the network.",
  ECONNRESET: "The connection was cut: look at the network.",
  EHOSTUNREACH: "Nothing answers there: look at the network.",
  ETIMEDOUT: "Nothing answers there: look at the network and the region.",
  TimeoutError: "Nothing answers there: look at the network and the region.",
};

/** The SDK's HTTP/2 client hides the network's error in its own. */
const HIDDEN_CAUSE = /\(caused by: (.*)\)$/;

/** Errors of core that say all there is to say. */
const PLAIN = [
  DefinitionError,
  EnvironmentError,
  PsqlError,
  StatementError,
  StatementTimeoutError,
  UnexpectedResultError,
  WarehouseRequestError,
  NothingToPauseError,
  UnsupportedDefinitionError,
];

/** An error in words for the person at the terminal; undefined for one that is a fault of this program. */
export function explainError(error: unknown): CommandError | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof StageNameError) return new CommandError(error.message, { exitCode: EXIT_USAGE });
  if (PLAIN.some((kind) => error instanceof kind)) return new CommandError(error.message, { cause: error });
  // The SDK's own error for this has no name to know it by.
  if (error.message === "Region is missing")
    return new UsageError("No region is set: give --region, AWS_REGION or a profile that has one.");
  const hidden = HIDDEN_CAUSE.exec(error.message)?.[1];
  const code = hidden === undefined ? codeOf(error) : /\bE[A-Z_]+\b/.exec(hidden)?.[0];
  const name = code !== undefined && code in ADVICE ? code : error.name;
  const isFromService = "$metadata" in error || "$fault" in error;
  const advice = ADVICE[name];
  if (advice === undefined && !isFromService) return undefined;
  const words = (hidden ?? (error.message || code || name)).replace(/([^.!?])$/, "$1.");
  const told = [`${name}: ${words}`, missingPermission(words), advice].filter((part) => part !== undefined);
  return new CommandError(told.join(" "), {
    cause: error,
    exitCode: EXIT_FAILED,
  });
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
