import { z } from "zod";
import { type ResourceType, same, unless, until } from "../apply-scope.ts";

const inputs = z.strictObject({ name: z.string(), tags: z.record(z.string(), z.string()).default({}) });

interface Group {
  readonly Arn: string;
}
interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const NOT_FOUND = ["ResourceNotFoundException"];

/** A group of schedules; of what is there, its tags alone can change. */
export const scheduleGroup: ResourceType = {
  async apply(resource, { call }) {
    const { name: Name, tags } = inputs.parse(resource.inputs);
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const found = await unless(NOT_FOUND, call<Group>("scheduler", "GetScheduleGroup", { Name }));
    if (!found) {
      await call("scheduler", "CreateScheduleGroup", { Name, Tags });
      return;
    }
    const ResourceArn = found.Arn;
    const { Tags: are } = await call<{ Tags: readonly Tag[] }>("scheduler", "ListTagsForResource", { ResourceArn });
    if (same(Object.fromEntries(are.map(({ Key, Value }) => [Key, Value])), tags)) return;
    const TagKeys = are.map(({ Key }) => Key).filter((key) => !(key in tags));
    if (TagKeys.length > 0) await call("scheduler", "UntagResource", { ResourceArn, TagKeys });
    await call("scheduler", "TagResource", { ResourceArn, Tags });
  },
  /** Waits until it is gone, as the provider does. */
  async remove(resource, scope) {
    const { name: Name } = inputs.parse(resource.inputs);
    const group = () => unless(NOT_FOUND, scope.call("scheduler", "GetScheduleGroup", { Name }));
    await unless(NOT_FOUND, scope.call("scheduler", "DeleteScheduleGroup", { Name }));
    await until(scope, async () => ((await group()) === undefined ? true : undefined));
  },
};
