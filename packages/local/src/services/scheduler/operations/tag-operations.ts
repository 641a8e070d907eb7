import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { tagList, tagRecord } from "../../tag-store.ts";
import { groupTags, requestTags, resourceTags } from "../group-tags.ts";
import type { ScheduleGroups } from "../schedule-groups.ts";

const ROUTE = "/tags/{ResourceArn}";

/** Groups alone have tags. */
const ResourceArn = z
  .string()
  .min(1)
  .max(1011)
  .regex(/^arn:aws(-[a-z]+)?:scheduler:[a-z0-9-]+:\d{12}:schedule-group\/[0-9a-zA-Z-_.]+$/);
const tagKey = z.string().min(1).max(128);
/** One key comes over the wire as a text, more as a list. */
const tagKeys = z.union([tagKey.transform((key) => [key]), z.array(tagKey).max(200)]);

const tagged = z.strictObject({ ResourceArn, Tags: groupTags });
const untagged = z.strictObject({ ResourceArn, TagKeys: tagKeys });
const listed = z.strictObject({ ResourceArn });

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_TagResource.html and its neighbours */
export function tagOperations(groups: ScheduleGroups) {
  const TagResource: Operation<z.infer<typeof tagged>> = {
    input: tagged,
    route: `POST ${ROUTE}`,
    resources: (input) => [input.ResourceArn],
    context: (input) => ({ ...requestTags(input.Tags), ...resourceTags(groups, input.ResourceArn) }),
    run: (input) => {
      groups.tags.add(groups.changeable(nameIn(input.ResourceArn)).arn, tagRecord(input.Tags));
      return {};
    },
  };
  const UntagResource: Operation<z.infer<typeof untagged>> = {
    input: untagged,
    route: `DELETE ${ROUTE}`,
    resources: (input) => [input.ResourceArn],
    context: (input) => resourceTags(groups, input.ResourceArn),
    run: (input) => {
      groups.tags.remove(groups.changeable(nameIn(input.ResourceArn)).arn, input.TagKeys);
      return {};
    },
  };
  const ListTagsForResource: Operation<z.infer<typeof listed>> = {
    input: listed,
    route: `GET ${ROUTE}`,
    resources: (input) => [input.ResourceArn],
    context: (input) => resourceTags(groups, input.ResourceArn),
    run: (input) => ({ Tags: tagList(groups.tags.of(groups.get(nameIn(input.ResourceArn)).arn)) }),
  };
  return { TagResource, UntagResource, ListTagsForResource };
}

function nameIn(arn: string): string {
  return arn.split("/").at(-1) ?? "";
}
