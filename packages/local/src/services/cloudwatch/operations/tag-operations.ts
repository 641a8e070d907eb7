import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { type TagStore, tagList, tagRecord } from "../../tag-store.ts";
import { list, tags as tagsSchema } from "../../wire-value.ts";

const ResourceARN = z.string().min(1).max(1024);
const tagInput = z.strictObject({ ResourceARN, Tags: tagsSchema });
const untagInput = z.strictObject({ ResourceARN, TagKeys: list(z.string().min(1).max(128), 50) });
const listInput = z.strictObject({ ResourceARN });

/** TagResource, UntagResource and ListTagsForResource of alarms. */
export function tagOperations(tags: TagStore, exists: (arn: string) => boolean) {
  const require = (arn: string): void => {
    if (!exists(arn)) throw new AwsError("ResourceNotFoundException", `There is no resource ${arn}.`, 404);
  };
  const TagResource: Operation<z.output<typeof tagInput>, object> = {
    input: tagInput,
    resources: (input) => [input.ResourceARN],
    run: (input) => {
      require(input.ResourceARN);
      tags.add(input.ResourceARN, tagRecord(input.Tags));
      return {};
    },
  };
  const UntagResource: Operation<z.output<typeof untagInput>, object> = {
    input: untagInput,
    resources: (input) => [input.ResourceARN],
    run: (input) => {
      require(input.ResourceARN);
      tags.remove(input.ResourceARN, input.TagKeys);
      return {};
    },
  };
  const ListTagsForResource: Operation<z.output<typeof listInput>, { Tags: readonly unknown[] }> = {
    input: listInput,
    resources: (input) => [input.ResourceARN],
    run: (input) => {
      require(input.ResourceARN);
      return { Tags: tagList(tags.of(input.ResourceARN)) };
    },
  };
  return { TagResource, UntagResource, ListTagsForResource };
}
