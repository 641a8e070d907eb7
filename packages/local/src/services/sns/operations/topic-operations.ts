import { z } from "zod";
import { ACCOUNT_ID, arnOf } from "../../../account.ts";
import { AwsError, NotSupportedError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { type TagStore, tagRecord } from "../../tag-store.ts";
import { tags as tagsSchema } from "../../wire-value.ts";
import { checkTopicAttribute } from "../topic-attributes.ts";
import { firstTopicPolicy } from "../topic-policy.ts";
import type { Topic, TopicStore } from "../topic-store.ts";

const PAGE = 100;
const TOPIC_NAME = /^[\w-]{1,256}$/;

const createInput = z.strictObject({
  Name: z.string(),
  Attributes: z.record(z.string(), z.string()).optional(),
  Tags: tagsSchema.optional(),
});
const topicInput = z.strictObject({ TopicArn: z.string().min(1) });
const listInput = z.strictObject({ NextToken: z.string().optional() });
const setInput = z.strictObject({
  TopicArn: z.string().min(1),
  AttributeName: z.string(),
  AttributeValue: z.string().optional(),
});

/** CreateTopic, DeleteTopic, ListTopics, GetTopicAttributes and SetTopicAttributes. */
export function topicOperations(store: TopicStore, tags: TagStore, region: string) {
  const resources = ({ TopicArn }: { TopicArn: string }) => [TopicArn];

  /** The topic is given back when there is one of that name. */
  const CreateTopic: Operation<z.output<typeof createInput>, { TopicArn: string }> = {
    input: createInput,
    resources: ({ Name }) => [arnOf("sns", region, Name)],
    run: ({ Name, Attributes = {}, Tags = [] }) => {
      if (Name.endsWith(".fifo")) throw new NotSupportedError("A FIFO topic");
      if (!TOPIC_NAME.test(Name))
        throw new AwsError(
          "InvalidParameter",
          `Invalid parameter: Topic Name: "${Name}" (1 to 256 letters, digits, hyphens and underscores)`,
        );
      for (const [name, value] of Object.entries(Attributes)) checkTopicAttribute(name, value);
      const arn = arnOf("sns", region, Name);
      const existing = store.find(arn);
      const differing = Object.entries(Attributes).find(
        ([name, value]) => existing !== undefined && existing.attributes[name] !== value,
      );
      if (differing !== undefined) {
        throw new AwsError(
          "InvalidParameter",
          `Invalid parameter: Attributes Reason: Topic already exists with different attributes (${differing[0]})`,
        );
      }
      if (existing === undefined) store.put({ arn, name: Name, attributes: Attributes });
      tags.add(arn, tagRecord(Tags));
      return { TopicArn: arn };
    },
  };
  /** Deleting a topic that does not exist is no error, as on AWS. */
  const DeleteTopic: Operation<z.output<typeof topicInput>, void> = {
    input: topicInput,
    resources,
    run: ({ TopicArn }) => {
      store.delete(TopicArn);
      tags.forget(TopicArn);
    },
  };
  const ListTopics: Operation<z.output<typeof listInput>, object> = {
    input: listInput,
    resources: () => ["*"],
    run: ({ NextToken }) => {
      const { page, next } = pageOf(store.topics(), NextToken, PAGE, "InvalidParameter");
      return { Topics: page.map(({ arn }) => ({ TopicArn: arn })), NextToken: next };
    },
  };
  const GetTopicAttributes: Operation<z.output<typeof topicInput>, { Attributes: Readonly<Record<string, string>> }> = {
    input: topicInput,
    resources,
    run: ({ TopicArn }) => ({ Attributes: describeTopic(store.require(TopicArn), store) }),
  };
  const SetTopicAttributes: Operation<z.output<typeof setInput>, void> = {
    input: setInput,
    resources,
    run: ({ TopicArn, AttributeName, AttributeValue = "" }) => {
      const topic = store.require(TopicArn);
      checkTopicAttribute(AttributeName, AttributeValue);
      store.put({ ...topic, attributes: { ...topic.attributes, [AttributeName]: AttributeValue } });
    },
  };
  return { CreateTopic, DeleteTopic, ListTopics, GetTopicAttributes, SetTopicAttributes };
}

function describeTopic(topic: Topic, store: TopicStore): Readonly<Record<string, string>> {
  const subscriptions = store.subscriptionsOf(topic.arn);
  const pending = subscriptions.filter(({ token }) => token !== undefined).length;
  return {
    DisplayName: "",
    ...topic.attributes,
    Policy: topic.attributes.Policy || firstTopicPolicy(topic.arn),
    TopicArn: topic.arn,
    Owner: ACCOUNT_ID,
    SubscriptionsConfirmed: `${subscriptions.length - pending}`,
    SubscriptionsPending: `${pending}`,
    SubscriptionsDeleted: "0",
  };
}
