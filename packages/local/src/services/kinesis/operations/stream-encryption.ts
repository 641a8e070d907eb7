import { z } from "zod";
import { NotSupportedError, type Operation } from "../../../service.ts";
import { AWS_OWNED_KEY } from "../encryption-key.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { nameOf, streamFields } from "../stream-input.ts";

const input = z.strictObject({
  ...streamFields,
  EncryptionType: z.enum(["KMS"]),
  KeyId: z.string().min(1).max(2048),
});

/**
 * StartStreamEncryption and StopStreamEncryption. Nothing is encrypted on this machine's disk; who may use the key is enforced.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html
 */
export function streamEncryption(kinesis: KinesisContext, change: "start" | "stop"): Operation<z.infer<typeof input>> {
  const { store } = kinesis;
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => {
      if (/(^|:)alias\//.test(request.KeyId) && !request.KeyId.endsWith(AWS_OWNED_KEY)) {
        throw new NotSupportedError(
          `The alias ${request.KeyId}, of which no KMS here knows the key that policies would have to name,`,
        );
      }
      const stream = store.changeable(nameOf(request));
      stream.change({ keyId: change === "start" ? request.KeyId : undefined });
      store.begin(stream, "UPDATING");
    },
  };
}
