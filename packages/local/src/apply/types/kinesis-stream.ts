import { z } from "zod";
import { type ApplyScope, type ResourceType, unless, until } from "../apply-scope.ts";

const KEY = "alias/aws/kinesis";
const DEFAULT_RETENTION_HOURS = 24;

const inputs = z.strictObject({
  name: z.string(),
  shardCount: z.number().optional(),
  retentionPeriod: z.number().default(DEFAULT_RETENTION_HOURS),
  streamModeDetails: z
    .strictObject({ streamMode: z.enum(["PROVISIONED", "ON_DEMAND"]) })
    .default({ streamMode: "PROVISIONED" }),
  encryptionType: z.enum(["NONE", "KMS"]).default("NONE"),
  kmsKeyId: z.string().default(KEY),
  enforceConsumerDeletion: z.boolean().optional(),
  shardLevelMetrics: z.array(z.never("has no shard-level metrics here")).optional(),
  tags: z.record(z.string(), z.string()).default({}),
});

interface Summary {
  readonly StreamARN: string;
  readonly StreamStatus: string;
  readonly StreamModeDetails?: { readonly StreamMode: string };
  readonly OpenShardCount: number;
  readonly RetentionPeriodHours: number;
  readonly EncryptionType?: string;
  readonly KeyId?: string;
}

type Wanted = z.infer<typeof inputs>;

/** A stream; its records are kept from run to run, and each setting is changed only where it differs. */
export const stream: ResourceType = {
  async apply(resource, scope) {
    const wanted = inputs.parse(resource.inputs);
    const { name: StreamName, streamModeDetails, shardCount = 1, tags } = wanted;
    if (!(await summaryOf(scope, StreamName))) {
      await scope.call("kinesis", "CreateStream", {
        StreamName,
        StreamModeDetails: { StreamMode: streamModeDetails.streamMode },
        ...(streamModeDetails.streamMode === "PROVISIONED" ? { ShardCount: shardCount } : {}),
      });
    }
    for (const change of CHANGES) {
      const summary = await active(scope, StreamName);
      const call = change(wanted, summary);
      if (call) await scope.call("kinesis", call[0], call[1]);
    }
    if (Object.keys(tags).length > 0) await scope.call("kinesis", "AddTagsToStream", { StreamName, Tags: tags });
    await active(scope, StreamName);
  },
  async remove(resource, { call }) {
    const { name: StreamName } = inputs.parse(resource.inputs);
    await unless(
      ["ResourceNotFoundException"],
      call("kinesis", "DeleteStream", { StreamName, EnforceConsumerDeletion: true }),
    );
  },
};

type Change = (wanted: Wanted, is: Summary) => readonly [operation: string, input: object] | undefined;

/** One setting each: the call that makes the stream as it is wanted, or undefined when it is so. */
const CHANGES: readonly Change[] = [
  ({ streamModeDetails }, { StreamARN, StreamModeDetails }) =>
    (StreamModeDetails?.StreamMode ?? "PROVISIONED") === streamModeDetails.streamMode
      ? undefined
      : ["UpdateStreamMode", { StreamARN, StreamModeDetails: { StreamMode: streamModeDetails.streamMode } }],
  ({ name, shardCount, streamModeDetails }, { OpenShardCount }) =>
    streamModeDetails.streamMode === "ON_DEMAND" || shardCount === undefined || shardCount === OpenShardCount
      ? undefined
      : ["UpdateShardCount", { StreamName: name, TargetShardCount: shardCount, ScalingType: "UNIFORM_SCALING" }],
  ({ name, retentionPeriod }, { RetentionPeriodHours }) =>
    retentionPeriod === RetentionPeriodHours
      ? undefined
      : [
          retentionPeriod > RetentionPeriodHours ? "IncreaseStreamRetentionPeriod" : "DecreaseStreamRetentionPeriod",
          { StreamName: name, RetentionPeriodHours: retentionPeriod },
        ],
  ({ name, encryptionType, kmsKeyId }, { EncryptionType = "NONE", KeyId }) => {
    if (encryptionType === EncryptionType && (encryptionType === "NONE" || kmsKeyId === KeyId)) return undefined;
    return encryptionType === "KMS"
      ? ["StartStreamEncryption", { StreamName: name, EncryptionType: "KMS", KeyId: kmsKeyId }]
      : ["StopStreamEncryption", { StreamName: name, EncryptionType: "KMS", KeyId: KeyId ?? KEY }];
  },
];

async function summaryOf({ call }: ApplyScope, StreamName: string): Promise<Summary | undefined> {
  const answer = call<{ StreamDescriptionSummary: Summary }>("kinesis", "DescribeStreamSummary", { StreamName });
  return (await unless(["ResourceNotFoundException"], answer))?.StreamDescriptionSummary;
}

async function active(scope: ApplyScope, name: string): Promise<Summary> {
  return await until(scope, async () => {
    const summary = await summaryOf(scope, name);
    return summary?.StreamStatus === "ACTIVE" ? summary : undefined;
  });
}
