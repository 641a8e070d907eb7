import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { describeStreamSettings } from "../stream-description.ts";
import { nameOf, streamFields } from "../stream-input.ts";

const input = z.strictObject(streamFields);

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html */
export function describeStreamSummary(kinesis: KinesisContext): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = kinesis.store.get(nameOf(request));
      return {
        StreamDescriptionSummary: {
          ...describeStreamSettings(kinesis, stream),
          OpenShardCount: stream.openShards.length,
          ConsumerCount: 0,
        },
      };
    },
  };
}
