import { z } from "zod";
import { AwsError, type Operation } from "../service.ts";
import { type TagStore, tagList, tagRecord } from "./tag-store.ts";
import { list, tags as tagsSchema } from "./wire-value.ts";

/**
 * TagResource, UntagResource and ListTagsForResource of a service whose resources are named by `field`: CloudWatch and EventBridge write
 * `ResourceARN`, SNS `ResourceArn`.
 */
export function tagOperations<Field extends "ResourceARN" | "ResourceArn">(
  tags: TagStore,
  field: Field,
  exists: (arn: string) => boolean,
) {
  const arn = z.string().min(1).max(1024);
  const tagInput = z.strictObject({ [field]: arn, Tags: tagsSchema });
  const untagInput = z.strictObject({ [field]: arn, TagKeys: list(z.string().min(1).max(128), 50) });
  const listInput = z.strictObject({ [field]: arn });
  const arnIn = (input: Readonly<Record<string, unknown>>): string => String(input[field]);
  const require = (input: Readonly<Record<string, unknown>>): string => {
    if (exists(arnIn(input))) return arnIn(input);
    throw new AwsError("ResourceNotFoundException", `There is no resource ${arnIn(input)}.`, 404);
  };

  const TagResource: Operation<z.output<typeof tagInput>, object> = {
    input: tagInput,
    resources: (input) => [arnIn(input)],
    run: (input) => {
      tags.add(require(input), tagRecord(tagsSchema.parse(input.Tags)));
      return {};
    },
  };
  const UntagResource: Operation<z.output<typeof untagInput>, object> = {
    input: untagInput,
    resources: (input) => [arnIn(input)],
    run: (input) => {
      tags.remove(require(input), z.array(z.string()).parse(input.TagKeys));
      return {};
    },
  };
  const ListTagsForResource: Operation<z.output<typeof listInput>, { Tags: readonly unknown[] }> = {
    input: listInput,
    resources: (input) => [arnIn(input)],
    run: (input) => ({ Tags: tagList(tags.of(require(input))) }),
  };
  return { TagResource, UntagResource, ListTagsForResource };
}
