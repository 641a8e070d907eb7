import type { RunningService, ServiceContext } from "../../service.ts";
import { tagOperations } from "../tag-operations.ts";
import { TagStore } from "../tag-store.ts";
import type { EventBus } from "./event-bus.ts";
import { matchRules } from "./match-rules.ts";
import { putEvents } from "./operations/put-events.ts";
import { ruleOperations } from "./operations/rule-operations.ts";
import { RuleStore } from "./rule-store.ts";

export { createEventBus, type EventBus } from "./event-bus.ts";

export interface EventsOptions {
  /** The bus that `context.recordEvent` puts events onto. */
  readonly bus: EventBus;
}

/** EventBridge: rules on the events of the default bus. */
export function createEventsService(context: ServiceContext, { bus }: EventsOptions): RunningService {
  const { region, call, identity, recordMetric } = context;
  const store = new RuleStore(region);
  const tags = new TagStore();
  bus.listen((event) => matchRules(event, { store, call, identity, recordMetric }));
  return {
    service: {
      signingName: "events",
      iamPrefix: "events",
      protocols: ["json-1.1"],
      targetPrefix: "AWSEvents",
      operations: {
        ...ruleOperations(store, tags),
        PutEvents: putEvents(bus, region),
        ...tagOperations(tags, "ResourceARN", (arn) => store.all().some((rule) => rule.arn === arn)),
      },
    },
    close: async () => {
      bus.listen(undefined);
      await bus.settled();
    },
  };
}
