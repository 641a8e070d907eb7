import { AwsError } from "../../service.ts";
import type { Stream } from "./stream.ts";

/** @throws {AwsError} ValidationException: Kinesis itself decides on the shards of an on-demand stream. */
export function requireProvisioned(stream: Stream, operation: string): void {
  if (stream.settings.mode === "PROVISIONED") return;
  throw new AwsError(
    "ValidationException",
    `${operation} can't be used on stream ${stream.name}, whose capacity mode is ON_DEMAND.`,
  );
}
