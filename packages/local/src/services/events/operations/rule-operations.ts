import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { type TagStore, tagRecord } from "../../tag-store.ts";
import { boolean, integer, list, tags as tagsSchema } from "../../wire-value.ts";
import { parseEventPattern } from "../event-pattern.ts";
import type { Rule, RuleStore } from "../rule-store.ts";
import { checkTarget, targetSchema } from "../target.ts";

const Name = z.string().regex(/^[.\-_A-Za-z0-9]{1,64}$/);
/** Only the default bus exists. */
const EventBusName = z.literal("default").optional();
const Limit = integer.pipe(z.number().min(1).max(100)).optional();
const NextToken = z.string().optional();

const putRuleInput = z.strictObject({
  Name,
  EventPattern: z.string().min(1).max(4096),
  State: z.enum(["ENABLED", "DISABLED"]).optional(),
  Description: z.string().max(512).optional(),
  Tags: tagsSchema.optional(),
  EventBusName,
});
const ruleInput = z.strictObject({ Name, EventBusName });
const deleteInput = z.strictObject({ Name, EventBusName, Force: boolean.optional() });
const listInput = z.strictObject({ NamePrefix: z.string().optional(), EventBusName, NextToken, Limit });
const putTargetsInput = z.strictObject({ Rule: Name, EventBusName, Targets: list(targetSchema, 100) });
const removeTargetsInput = z.strictObject({
  Rule: Name,
  EventBusName,
  Ids: list(z.string(), 100),
  Force: boolean.optional(),
});
const listTargetsInput = z.strictObject({ Rule: Name, EventBusName, NextToken, Limit });

const NO_FAILURES = { FailedEntryCount: 0, FailedEntries: [] } as const;

/** Rules on events, and their targets. */
export function ruleOperations(store: RuleStore, tags: TagStore) {
  const byName = (input: { Name: string }) => [store.arn(input.Name)];
  const byRule = (input: { Rule: string }) => [store.arn(input.Rule)];

  const PutRule: Operation<z.output<typeof putRuleInput>, { RuleArn: string }> = {
    input: putRuleInput,
    resources: byName,
    run: (input) => {
      const rule: Rule = {
        name: input.Name,
        arn: store.arn(input.Name),
        patternText: input.EventPattern,
        pattern: parseEventPattern(input.EventPattern),
        state: input.State ?? "ENABLED",
        ...(input.Description === undefined ? {} : { description: input.Description }),
        targets: store.find(input.Name)?.targets ?? [],
      };
      store.put(rule);
      tags.add(rule.arn, tagRecord(input.Tags ?? []));
      return { RuleArn: rule.arn };
    },
  };
  const switchTo = (state: Rule["state"]): Operation<z.output<typeof ruleInput>, void> => ({
    input: ruleInput,
    resources: byName,
    run: (input) => store.put({ ...store.require(input.Name), state }),
  });
  const DescribeRule: Operation<z.output<typeof ruleInput>, object> = {
    input: ruleInput,
    resources: byName,
    run: (input) => describeRule(store.require(input.Name)),
  };
  /** A rule that has targets stays; one that does not exist is deleted already. */
  const DeleteRule: Operation<z.output<typeof deleteInput>, void> = {
    input: deleteInput,
    resources: byName,
    run: (input) => {
      const rule = store.find(input.Name);
      if (rule === undefined) return;
      if (rule.targets.length > 0)
        throw new AwsError("ValidationException", "Rule can't be deleted since it has targets.");
      store.delete(rule.name);
      tags.forget(rule.arn);
    },
  };
  const ListRules: Operation<z.output<typeof listInput>, object> = {
    input: listInput,
    resources: () => ["*"],
    run: (input) => {
      const found = store.all().filter((rule) => rule.name.startsWith(input.NamePrefix ?? ""));
      const { page, next } = pageOf(found, input.NextToken, input.Limit ?? 100, "ValidationException");
      return { Rules: page.map(describeRule), NextToken: next };
    },
  };
  const PutTargets: Operation<z.output<typeof putTargetsInput>, object> = {
    input: putTargetsInput,
    resources: byRule,
    run: (input) => {
      const rule = store.require(input.Rule);
      for (const target of input.Targets) checkTarget(target);
      const targets = new Map([...rule.targets, ...input.Targets].map((target) => [target.Id, target]));
      store.put({ ...rule, targets: [...targets.values()] });
      return NO_FAILURES;
    },
  };
  const RemoveTargets: Operation<z.output<typeof removeTargetsInput>, object> = {
    input: removeTargetsInput,
    resources: byRule,
    run: (input) => {
      const rule = store.require(input.Rule);
      store.put({ ...rule, targets: rule.targets.filter((target) => !input.Ids.includes(target.Id)) });
      return NO_FAILURES;
    },
  };
  const ListTargetsByRule: Operation<z.output<typeof listTargetsInput>, object> = {
    input: listTargetsInput,
    resources: byRule,
    run: (input) => {
      const { page, next } = pageOf(
        store.require(input.Rule).targets,
        input.NextToken,
        input.Limit ?? 100,
        "ValidationException",
      );
      return { Targets: page, NextToken: next };
    },
  };
  return {
    PutRule,
    EnableRule: switchTo("ENABLED"),
    DisableRule: switchTo("DISABLED"),
    DescribeRule,
    DeleteRule,
    ListRules,
    PutTargets,
    RemoveTargets,
    ListTargetsByRule,
  };
}

function describeRule(rule: Rule): object {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.patternText,
    State: rule.state,
    Description: rule.description,
    EventBusName: "default",
  };
}
