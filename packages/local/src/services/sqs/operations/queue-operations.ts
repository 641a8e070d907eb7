import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { integer, list } from "../../wire-value.ts";
import { nameInUrl, queueArn, queueUrl } from "../queue-arn.ts";
import { checkAttributes } from "../queue-attributes.ts";
import type { QueueOperationContext } from "./create-queue.ts";

const queueInput = z.strictObject({ QueueUrl: z.string().min(1) });
const urlInput = z.strictObject({ QueueName: z.string().min(1), QueueOwnerAWSAccountId: z.string().optional() });
const listInput = z.strictObject({
  QueueNamePrefix: z.string().optional(),
  NextToken: z.string().optional(),
  MaxResults: integer.pipe(z.number().min(1).max(1_000)).optional(),
});
const getInput = z.strictObject({ QueueUrl: z.string().min(1), AttributeNames: list(z.string()).optional() });
const setInput = z.strictObject({ QueueUrl: z.string().min(1), Attributes: z.record(z.string(), z.string()) });
const tagInput = z.strictObject({ QueueUrl: z.string().min(1), Tags: z.record(z.string(), z.string()) });
const untagInput = z.strictObject({ QueueUrl: z.string().min(1), TagKeys: list(z.string()) });

/** DeleteQueue, GetQueueUrl, ListQueues, Get- and SetQueueAttributes, PurgeQueue and the tags. */
export function queueOperations({ store, tags, clock, region, endpoint }: QueueOperationContext) {
  const resources = ({ QueueUrl }: { QueueUrl: string }) => [queueArn(region, nameInUrl(QueueUrl))];

  const DeleteQueue: Operation<z.output<typeof queueInput>, void> = {
    input: queueInput,
    resources,
    run: ({ QueueUrl }) => {
      const queue = store.byUrl(QueueUrl);
      store.delete(queue.name);
      tags.forget(queue.arn);
    },
  };
  const GetQueueUrl: Operation<z.output<typeof urlInput>, { QueueUrl: string }> = {
    input: urlInput,
    resources: ({ QueueName }) => [queueArn(region, QueueName)],
    run: ({ QueueName }) => ({ QueueUrl: queueUrl(endpoint(), store.byName(QueueName).name) }),
  };
  const ListQueues: Operation<
    z.output<typeof listInput>,
    { QueueUrls: readonly string[]; NextToken: string | undefined }
  > = {
    input: listInput,
    resources: () => ["*"],
    run: ({ QueueNamePrefix = "", NextToken, MaxResults = 1_000 }) => {
      const found = store.all().filter(({ name }) => name.startsWith(QueueNamePrefix));
      const { page, next } = pageOf(found, NextToken, MaxResults, "InvalidParameterValue");
      return { QueueUrls: page.map(({ name }) => queueUrl(endpoint(), name)), NextToken: next };
    },
  };
  const GetQueueAttributes: Operation<z.output<typeof getInput>, { Attributes: Readonly<Record<string, string>> }> = {
    input: getInput,
    resources,
    run: ({ QueueUrl, AttributeNames = [] }) => {
      const all = Object.entries(store.byUrl(QueueUrl).describe(clock.now()));
      const wanted = AttributeNames.includes("All") ? all : all.filter(([name]) => AttributeNames.includes(name));
      return { Attributes: Object.fromEntries(wanted) };
    },
  };
  const SetQueueAttributes: Operation<z.output<typeof setInput>, void> = {
    input: setInput,
    resources,
    run: ({ QueueUrl, Attributes }) => {
      checkAttributes(Attributes);
      store.byUrl(QueueUrl).setAttributes(Attributes, clock.now());
    },
  };
  const PurgeQueue: Operation<z.output<typeof queueInput>, void> = {
    input: queueInput,
    resources,
    run: ({ QueueUrl }) => store.byUrl(QueueUrl).purge(),
  };
  const TagQueue: Operation<z.output<typeof tagInput>, void> = {
    input: tagInput,
    resources,
    run: ({ QueueUrl, Tags }) => tags.add(store.byUrl(QueueUrl).arn, Tags),
  };
  const UntagQueue: Operation<z.output<typeof untagInput>, void> = {
    input: untagInput,
    resources,
    run: ({ QueueUrl, TagKeys }) => tags.remove(store.byUrl(QueueUrl).arn, TagKeys),
  };
  const ListQueueTags: Operation<z.output<typeof queueInput>, { Tags: Readonly<Record<string, string>> }> = {
    input: queueInput,
    resources,
    run: ({ QueueUrl }) => ({ Tags: tags.of(store.byUrl(QueueUrl).arn) }),
  };
  return {
    DeleteQueue,
    GetQueueUrl,
    ListQueues,
    GetQueueAttributes,
    SetQueueAttributes,
    PurgeQueue,
    TagQueue,
    UntagQueue,
    ListQueueTags,
  };
}
