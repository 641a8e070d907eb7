import { z } from "zod";
import { arnOf } from "../../../account.ts";
import type { Operation } from "../../../service.ts";
import { list, timestamp } from "../../wire-value.ts";
import type { EventBus } from "../event-bus.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MAXIMUM_ENTRIES = 10;

const entrySchema = z.strictObject({
  Time: timestamp.optional(),
  Source: z.string().optional(),
  Resources: list(z.string()).optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.literal("default").optional(),
});

const inputSchema = z.strictObject({ Entries: list(entrySchema, MAXIMUM_ENTRIES) });

type Entry = z.output<typeof entrySchema>;
type Result = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

export function putEvents(bus: EventBus, region: string): Operation<z.output<typeof inputSchema>, object> {
  return {
    input: inputSchema,
    resources: () => [arnOf("events", region, "event-bus/default")],
    run: ({ Entries }) => {
      const results = Entries.map((entry) => put(entry, bus));
      return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
    },
  };
}

function put({ Source, DetailType, Detail, Resources = [], Time }: Entry, bus: EventBus): Result {
  if (!Source || !DetailType || !Detail) {
    const missing = [Source ? "" : "Source", DetailType ? "" : "DetailType", Detail ? "" : "Detail"].filter(
      (name) => name !== "",
    );
    return {
      ErrorCode: "InvalidArgument",
      ErrorMessage: `Parameter ${missing.join(", ")} is not valid. Reason: it is a required argument.`,
    };
  }
  if (Source.startsWith("aws.")) {
    return { ErrorCode: "NotAuthorizedForSource", ErrorMessage: "Not authorized for the source." };
  }
  const detail = parseObject(Detail);
  if (detail === undefined) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  return { EventId: bus.record({ source: Source, detailType: DetailType, resources: Resources, detail }, Time) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
