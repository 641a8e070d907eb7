import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import type { TagStore } from "../../tag-store.ts";
import type { LogStore } from "../log-store.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS: readonly number[] = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

const logGroupName = z.string().regex(/^[.\-_/#A-Za-z0-9]{1,512}$/);
const limit = z.number().int().min(1).max(50).optional();
const nextToken = z.string().optional();
const tagMap = z.record(z.string().min(1).max(128), z.string().max(256));

const createInput = z.strictObject({
  logGroupName,
  tags: tagMap.optional(),
  logGroupClass: z.literal("STANDARD").optional(),
});
const groupInput = z.strictObject({ logGroupName });
const describeInput = z.strictObject({
  logGroupNamePrefix: z.string().optional(),
  logGroupNamePattern: z.string().optional(),
  limit,
  nextToken,
});
const retentionInput = z.strictObject({ logGroupName, retentionInDays: z.number().int() });
const arnInput = z.strictObject({ resourceArn: z.string().min(1) });
const tagInput = z.strictObject({ resourceArn: z.string().min(1), tags: tagMap });
const untagInput = z.strictObject({ resourceArn: z.string().min(1), tagKeys: z.array(z.string()) });

/** Log groups, their retention and their tags. */
export function logGroupOperations(store: LogStore, tags: TagStore) {
  const byGroup = (input: { logGroupName: string }) => [`${store.arn(input.logGroupName)}:log-stream:`];
  const byArn = (input: { resourceArn: string }) => [input.resourceArn];
  const requireArn = (arn: string): string => {
    const bare = arn.replace(/:\*$/, "");
    if (store.groups().some((group) => store.arn(group.name) === bare)) return bare;
    throw new AwsError("ResourceNotFoundException", `The specified resource does not exist: ${arn}`);
  };

  const CreateLogGroup: Operation<z.output<typeof createInput>, void> = {
    input: createInput,
    resources: byGroup,
    run: (input) => {
      store.createGroup(input.logGroupName);
      tags.add(store.arn(input.logGroupName), input.tags ?? {});
    },
  };
  const DeleteLogGroup: Operation<z.output<typeof groupInput>, void> = {
    input: groupInput,
    resources: byGroup,
    run: (input) => {
      store.deleteGroup(input.logGroupName);
      tags.forget(store.arn(input.logGroupName));
    },
  };
  const DescribeLogGroups: Operation<z.output<typeof describeInput>, object> = {
    input: describeInput,
    resources: () => [`${store.arn("")}:log-stream:`],
    run: ({ logGroupNamePrefix = "", logGroupNamePattern = "", nextToken: token, limit: most = 50 }) => {
      const found = store
        .groups()
        .filter(({ name }) => name.startsWith(logGroupNamePrefix) && name.includes(logGroupNamePattern));
      const { page, next } = pageOf(found, token, most, "InvalidParameterException");
      const logGroups = page.map(({ name, createdAt, retentionInDays, bytes }) => ({
        logGroupName: name,
        creationTime: createdAt,
        retentionInDays,
        metricFilterCount: 0,
        arn: `${store.arn(name)}:*`,
        logGroupArn: store.arn(name),
        storedBytes: bytes,
        logGroupClass: "STANDARD",
      }));
      return { logGroups, nextToken: next };
    },
  };
  const PutRetentionPolicy: Operation<z.output<typeof retentionInput>, void> = {
    input: retentionInput,
    resources: byGroup,
    run: ({ logGroupName: name, retentionInDays }) => {
      if (!RETENTION_DAYS.includes(retentionInDays)) {
        throw new AwsError(
          "InvalidParameterException",
          `retentionInDays must be one of ${RETENTION_DAYS.join(", ")}, not ${retentionInDays}.`,
        );
      }
      store.setRetention(name, retentionInDays);
    },
  };
  const DeleteRetentionPolicy: Operation<z.output<typeof groupInput>, void> = {
    input: groupInput,
    resources: byGroup,
    run: (input) => store.setRetention(input.logGroupName, undefined),
  };
  const TagResource: Operation<z.output<typeof tagInput>, void> = {
    input: tagInput,
    resources: byArn,
    run: (input) => tags.add(requireArn(input.resourceArn), input.tags),
  };
  const UntagResource: Operation<z.output<typeof untagInput>, void> = {
    input: untagInput,
    resources: byArn,
    run: (input) => tags.remove(requireArn(input.resourceArn), input.tagKeys),
  };
  const ListTagsForResource: Operation<z.output<typeof arnInput>, { tags: Readonly<Record<string, string>> }> = {
    input: arnInput,
    resources: byArn,
    run: (input) => ({ tags: tags.of(requireArn(input.resourceArn)) }),
  };
  return {
    CreateLogGroup,
    DeleteLogGroup,
    DescribeLogGroups,
    PutRetentionPolicy,
    DeleteRetentionPolicy,
    TagResource,
    UntagResource,
    ListTagsForResource,
  };
}
