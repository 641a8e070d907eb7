import { z } from "zod";
import { arnOf } from "../../../account.ts";
import { AwsError, type Operation, type ServiceContext } from "../../../service.ts";
import { checkedDefinition } from "../definition-check.ts";
import { assertRole, loggingOf, machineFields, resourceName } from "../machine-schema.ts";
import type { StateMachineStore } from "../state-machine-store.ts";

const input = z.strictObject({
  ...machineFields,
  name: resourceName,
  type: z.literal("STANDARD", "is STANDARD: Express workflows do not run here").default("STANDARD"),
  tags: z.array(z.strictObject({ key: z.string(), value: z.string() })).default([]),
});

/** CreateStateMachine; with the same settings as an existing one it answers with that one, as AWS does. */
export function createStateMachine(
  store: StateMachineStore,
  context: ServiceContext,
): Operation<z.infer<typeof input>> {
  const arnFor = (name: string) => arnOf("states", context.region, `stateMachine:${name}`);
  return {
    input,
    resources: ({ name }) => [arnFor(name)],
    run: ({ name, definition: text, roleArn, loggingConfiguration, tags }) => {
      const logging = loggingOf(loggingConfiguration);
      const definition = checkedDefinition(text);
      const arn = arnFor(name);
      const existing = store.find(arn);
      if (existing) {
        if (existing.text === text && JSON.stringify(existing.logging) === JSON.stringify(logging)) {
          return { stateMachineArn: arn, creationDate: existing.createdAt };
        }
        throw new AwsError("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`);
      }
      assertRole(context, arn, roleArn, logging);
      const createdAt = context.clock.date();
      store.put({
        name,
        arn,
        roleArn,
        text,
        definition,
        logging,
        createdAt,
        revision: 1,
        tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
      });
      return { stateMachineArn: arn, creationDate: createdAt };
    },
  };
}
