import { z } from "zod";
import type { Operation, ServiceContext } from "../../../service.ts";
import { tagRecord } from "../../tag-store.ts";
import type { ClientTokens } from "../client-tokens.ts";
import { groupTags, requestTags, resourceTags } from "../group-tags.ts";
import { groupArn, type ScheduleGroup, scheduleArn } from "../schedule-group.ts";
import type { ScheduleGroups } from "../schedule-groups.ts";
import { clientToken, schedulerName } from "../schedule-schema.ts";
import { pageAfter, paging } from "./page-after.ts";

const ROUTE = "/schedule-groups/{Name}";

const created = z.strictObject({ Name: schedulerName, ClientToken: clientToken, Tags: groupTags.default([]) });
const named = z.strictObject({ Name: schedulerName });
const deleted = z.strictObject({ ...named.shape, ClientToken: clientToken });
const listed = z.strictObject(paging);

/**
 * CreateScheduleGroup, which with tags wants scheduler:TagResource as well
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_scheduler.html).
 */
export function createScheduleGroup(
  groups: ScheduleGroups,
  tokens: ClientTokens,
  { identity, region }: ServiceContext,
): Operation<z.infer<typeof created>> {
  const context = ({ Tags }: z.infer<typeof created>) => requestTags(Tags);
  return {
    input: created,
    route: `POST ${ROUTE}`,
    resources: ({ Name }) => [groupArn(region, Name)],
    context,
    run: (input, caller) => {
      const { Name, Tags } = input;
      if (Tags.length > 0)
        identity.authorize(caller, "scheduler:TagResource", [groupArn(region, Name)], context(input));
      return tokens.once("CreateScheduleGroup", input, () => ({
        ScheduleGroupArn: groups.create(Name, tagRecord(Tags)).arn,
      }));
    },
  };
}

export function getScheduleGroup(groups: ScheduleGroups, { region }: ServiceContext): Operation<z.infer<typeof named>> {
  return {
    input: named,
    route: `GET ${ROUTE}`,
    resources: ({ Name }) => [groupArn(region, Name)],
    context: ({ Name }) => resourceTags(groups, groupArn(region, Name)),
    run: ({ Name }) => groupAnswer(groups.get(Name)),
  };
}

/**
 * DeleteScheduleGroup, which deletes the schedules of the group and so wants scheduler:DeleteSchedule as well
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_scheduler.html).
 */
export function deleteScheduleGroup(
  groups: ScheduleGroups,
  tokens: ClientTokens,
  { identity, region }: ServiceContext,
): Operation<z.infer<typeof deleted>> {
  return {
    input: deleted,
    route: `DELETE ${ROUTE}`,
    resources: ({ Name }) => [groupArn(region, Name)],
    context: ({ Name }) => resourceTags(groups, groupArn(region, Name)),
    run: (input, caller) => {
      identity.authorize(caller, "scheduler:DeleteSchedule", [scheduleArn(region, input.Name, "*")]);
      return tokens.once("DeleteScheduleGroup", input, () => {
        groups.beginDeletion(groups.changeable(input.Name));
        return {};
      });
    },
  };
}

export function listScheduleGroups(groups: ScheduleGroups): Operation<z.infer<typeof listed>> {
  return {
    input: listed,
    route: "GET /schedule-groups",
    resources: () => ["*"],
    run: ({ NamePrefix = "", ...asked }) => {
      const found = groups.all().filter(({ name }) => name.startsWith(NamePrefix));
      const { page, next } = pageAfter(found, ({ name }) => name, asked);
      return { ScheduleGroups: page.map(groupAnswer), ...next };
    },
  };
}

function groupAnswer({ name, arn, createdAt, deletionAt }: ScheduleGroup) {
  return {
    Arn: arn,
    Name: name,
    State: deletionAt ? "DELETING" : "ACTIVE",
    CreationDate: createdAt,
    LastModificationDate: deletionAt ?? createdAt,
  };
}
