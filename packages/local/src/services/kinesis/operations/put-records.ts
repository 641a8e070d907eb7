import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { encryptionOf, requireKey } from "../encryption-key.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { recordList } from "../record-input.ts";
import { invalidArgument, nameOf, streamFields } from "../stream-input.ts";
import { writeRecords } from "../write-records.ts";

const MAXIMUM_REQUEST_BYTES = 10 * 1024 * 1024;

const input = z.strictObject({ ...streamFields, Records: recordList });

/**
 * Each record is written or refused for itself, in the order given.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
 */
export function putRecords(kinesis: KinesisContext): Operation<z.output<typeof input>> {
  const { aws, store, metrics } = kinesis;
  return {
    input,
    resources: streamResource(kinesis),
    run: (request, caller) => {
      const stream = store.serving(nameOf(request));
      requireKey(aws, caller, stream, "kms:GenerateDataKey");
      const requested = request.Records.reduce((sum, { bytes }) => sum + bytes, 0);
      if (requested > MAXIMUM_REQUEST_BYTES) throw invalidArgument("Records size exceeds 10 MB limit");

      const results = writeRecords(stream, request.Records, store.now());
      let written = 0;
      let bytes = 0;
      const Records = results.map((result, index) => {
        if ("errorCode" in result) return { ErrorCode: result.errorCode, ErrorMessage: result.errorMessage };
        written += 1;
        bytes += request.Records[index]?.bytes ?? 0;
        return { SequenceNumber: result.sequenceNumber, ShardId: result.shardId };
      });
      metrics.wrote(stream.name, { operation: "PutRecords", records: results.length, written, bytes });
      return { FailedRecordCount: results.length - written, Records, EncryptionType: encryptionOf(stream) };
    },
  };
}
