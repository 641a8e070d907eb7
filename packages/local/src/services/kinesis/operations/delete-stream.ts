import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { nameOf, streamFields } from "../stream-input.ts";

const input = z.strictObject({
  ...streamFields,
  /** No stream here can have registered consumers, so there is nothing to enforce. */
  EnforceConsumerDeletion: z.boolean().optional(),
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html */
export function deleteStream(kinesis: KinesisContext): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => kinesis.store.begin(kinesis.store.get(nameOf(request)), "DELETING"),
  };
}
