import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { invalidArgument, nameOf, streamFields, tagMap } from "../stream-input.ts";

const MAXIMUM_TAGS = 50;

const addInput = z.strictObject({ ...streamFields, Tags: tagMap });
const removeInput = z.strictObject({ ...streamFields, TagKeys: z.array(z.string().min(1).max(128)).min(1).max(50) });
const listInput = z.strictObject({
  ...streamFields,
  ExclusiveStartTagKey: z.string().min(1).max(128).optional(),
  Limit: z.number().int().min(1).max(50).default(50),
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html */
export function addTagsToStream(kinesis: KinesisContext): Operation<z.infer<typeof addInput>> {
  return {
    input: addInput,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = kinesis.store.get(nameOf(request));
      const tags = { ...stream.settings.tags, ...request.Tags };
      if (Object.keys(tags).length > MAXIMUM_TAGS) throw invalidArgument(`A stream may have ${MAXIMUM_TAGS} tags.`);
      stream.change({ tags });
    },
  };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RemoveTagsFromStream.html */
export function removeTagsFromStream(kinesis: KinesisContext): Operation<z.infer<typeof removeInput>> {
  return {
    input: removeInput,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = kinesis.store.get(nameOf(request));
      const kept = Object.entries(stream.settings.tags).filter(([key]) => !request.TagKeys.includes(key));
      stream.change({ tags: Object.fromEntries(kept) });
    },
  };
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html */
export function listTagsForStream(kinesis: KinesisContext): Operation<z.infer<typeof listInput>> {
  return {
    input: listInput,
    resources: streamResource(kinesis),
    run: (request) => {
      const { tags } = kinesis.store.get(nameOf(request)).settings;
      const { ExclusiveStartTagKey: after, Limit } = request;
      const rest = Object.entries(tags)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .filter(([key]) => after === undefined || key > after);
      return {
        Tags: rest.slice(0, Limit).map(([Key, Value]) => ({ Key, Value })),
        HasMoreTags: rest.length > Limit,
      };
    },
  };
}
