import { z } from "zod";
import type { Operation } from "../../../service.ts";
import type { KinesisContext } from "../kinesis-context.ts";
import { describeStreamSettings } from "../stream-description.ts";
import { streamName } from "../stream-input.ts";

const input = z.strictObject({
  Limit: z.number().int().min(1).max(10_000).default(100),
  ExclusiveStartStreamName: streamName.optional(),
  /** The name of the last stream of the page before. */
  NextToken: streamName.optional(),
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html */
export function listStreams(kinesis: KinesisContext): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    run: ({ Limit, ExclusiveStartStreamName, NextToken }) => {
      const after = NextToken ?? ExclusiveStartStreamName;
      const rest = kinesis.store.all().filter(({ name }) => after === undefined || name > after);
      const page = rest.slice(0, Limit).map((stream) => describeStreamSettings(kinesis, stream));
      return {
        StreamNames: page.map(({ StreamName }) => StreamName),
        HasMoreStreams: rest.length > Limit,
        NextToken: rest.length > Limit ? page.at(-1)?.StreamName : undefined,
        StreamSummaries: page.map(
          ({ StreamName, StreamARN, StreamStatus, StreamModeDetails, StreamCreationTimestamp }) => ({
            StreamName,
            StreamARN,
            StreamStatus,
            StreamModeDetails,
            StreamCreationTimestamp,
          }),
        ),
      };
    },
  };
}
