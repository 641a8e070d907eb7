import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { encryptionOf, requireKey } from "../encryption-key.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { readRecord } from "../record-input.ts";
import { nameOf, streamFields } from "../stream-input.ts";
import { writeRecords } from "../write-records.ts";

const input = z
  .strictObject({
    ...streamFields,
    Data: z.unknown(),
    PartitionKey: z.unknown(),
    ExplicitHashKey: z.unknown().optional(),
    /** Sequence numbers of a shard always rise here, so the order it asks for holds. */
    SequenceNumberForOrdering: z
      .string()
      .regex(/^(0|[1-9]\d{0,128})$/)
      .optional(),
  })
  .transform(({ StreamName, StreamARN, SequenceNumberForOrdering: _, ...fields }, context) => {
    const record = readRecord(fields, [], context);
    return record ? { StreamName, StreamARN, record } : z.NEVER;
  });

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
export function putRecord(kinesis: KinesisContext): Operation<z.output<typeof input>> {
  const { aws, store, metrics } = kinesis;
  return {
    input,
    resources: streamResource(kinesis),
    run: (request, caller) => {
      const stream = store.serving(nameOf(request));
      requireKey(aws, caller, stream, "kms:GenerateDataKey");
      const { record } = request;
      const [result] = writeRecords(stream, [record], store.now());
      const written = result !== undefined && "sequenceNumber" in result;
      metrics.wrote(stream.name, {
        operation: "PutRecord",
        records: 1,
        written: written ? 1 : 0,
        bytes: written ? record.bytes : 0,
      });
      if (!written) throw new AwsError(result?.errorCode ?? "InternalFailure", result?.errorMessage ?? "");
      return {
        ShardId: result.shardId,
        SequenceNumber: result.sequenceNumber,
        EncryptionType: encryptionOf(stream),
      };
    },
  };
}
