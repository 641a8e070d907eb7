import type { RunningService, ServiceContext } from "../../service.ts";
import { tagOperations } from "../tag-operations.ts";
import { TagStore } from "../tag-store.ts";
import { publish } from "./operations/publish.ts";
import { subscriptionOperations } from "./operations/subscription-operations.ts";
import { topicOperations } from "./operations/topic-operations.ts";
import { Publications, type PublishedMessage } from "./publications.ts";
import { TopicStore } from "./topic-store.ts";

export type { PublishedMessage } from "./publications.ts";

export interface RunningSns extends RunningService {
  /** The newest 1,000 messages, oldest first; of one topic when its ARN is given. AWS has no API for it: it serves the report. */
  published(topicArn?: string): readonly PublishedMessage[];
  /** The token by which a pending e-mail subscription is confirmed: on AWS it stands in the mail. */
  confirmationToken(topicArn: string, endpoint: string): string | undefined;
}

/** Standard topics. */
export function createSnsService(context: ServiceContext): RunningSns {
  const { clock, region, call, recordMetric } = context;
  const store = new TopicStore();
  const tags = new TagStore();
  const publications = new Publications();
  return {
    service: {
      signingName: "sns",
      iamPrefix: "sns",
      protocols: ["query"],
      xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/",
      query: { maps: ["Attributes"] },
      operations: {
        ...topicOperations(store, tags, region),
        ...subscriptionOperations(store),
        Publish: publish({ store, publications, clock, call, aws: context, recordMetric }),
        ...tagOperations(tags, "ResourceArn", (arn) => store.find(arn) !== undefined),
      },
    },
    published: (topicArn) => publications.read(topicArn),
    confirmationToken: (topicArn, endpoint) =>
      store.subscriptionsOf(topicArn).find((subscription) => subscription.endpoint === endpoint)?.token,
    close: async () => {},
  };
}
