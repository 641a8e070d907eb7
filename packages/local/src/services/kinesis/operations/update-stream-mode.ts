import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { nameOf } from "../stream-input.ts";

const input = z.strictObject({
  StreamARN: z.string().max(2048),
  StreamModeDetails: z.strictObject({ StreamMode: z.enum(["PROVISIONED", "ON_DEMAND"]) }),
});

/** The shards stay as they are. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html */
export function updateStreamMode(kinesis: KinesisContext): Operation<z.infer<typeof input>> {
  const { store } = kinesis;
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = store.changeable(nameOf(request));
      stream.change({ mode: request.StreamModeDetails.StreamMode });
      store.begin(stream, "UPDATING");
    },
  };
}
