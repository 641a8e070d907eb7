import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { DailyQuota } from "../daily-quota.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { nameOf } from "../stream-input.ts";

const input = z.strictObject({
  StreamARN: z.string().max(2048),
  StreamModeDetails: z.strictObject({ StreamMode: z.enum(["PROVISIONED", "ON_DEMAND"]) }),
});

/**
 * The shards stay as they are. Twice a day. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html and
 * https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
 */
export function updateStreamMode(kinesis: KinesisContext): Operation<z.infer<typeof input>> {
  const { store } = kinesis;
  const quota = new DailyQuota(2, "switch its capacity mode");
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = store.changeable(nameOf(request));
      quota.use(stream, store.now());
      stream.change({ mode: request.StreamModeDetails.StreamMode });
      store.begin(stream, "UPDATING");
    },
  };
}
