import { z } from "zod";
import type { Operation, ServiceContext } from "../../../service.ts";
import { assertDeliverable } from "../assert-deliverable.ts";
import { eventInvokeConfiguration } from "../function-configuration.ts";
import { functionArn, functionName, qualifier } from "../function-name.ts";
import { DEFAULT_EVENT_INVOKE } from "../function-record.ts";
import type { FunctionStore } from "../function-store.ts";

const ROUTE = "/2019-09-25/functions/{FunctionName}/event-invoke-config";

const named = z.strictObject({ FunctionName: functionName, Qualifier: qualifier });
const destination = z.strictObject({ Destination: z.string().optional() }).optional();
const putInput = z.strictObject({
  ...named.shape,
  MaximumRetryAttempts: z.int().min(0).max(2).optional(),
  MaximumEventAgeInSeconds: z.int().min(60).max(21_600).optional(),
  DestinationConfig: z.strictObject({ OnSuccess: destination, OnFailure: destination }).optional(),
});

export function putFunctionEventInvokeConfig(
  store: FunctionStore,
  context: ServiceContext,
): Operation<z.infer<typeof putInput>> {
  const { region, clock } = context;
  return {
    input: putInput,
    route: `PUT ${ROUTE}`,
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    run: ({ FunctionName, MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig }) => {
      const onSuccessArn = DestinationConfig?.OnSuccess?.Destination;
      const onFailureArn = DestinationConfig?.OnFailure?.Destination;
      const record = store.get(FunctionName, functionArn(region, FunctionName));
      for (const arn of [onSuccessArn, onFailureArn])
        if (arn) assertDeliverable(context, record.roleArn, arn, "destination");
      store.setEventInvoke(record, {
        maximumRetryAttempts: MaximumRetryAttempts ?? DEFAULT_EVENT_INVOKE.maximumRetryAttempts,
        maximumEventAgeSeconds: MaximumEventAgeInSeconds ?? DEFAULT_EVENT_INVOKE.maximumEventAgeSeconds,
        ...(onSuccessArn ? { onSuccessArn } : {}),
        ...(onFailureArn ? { onFailureArn } : {}),
        lastModified: clock.date(),
      });
      return eventInvokeConfiguration(store.get(FunctionName, FunctionName));
    },
  };
}

export function getFunctionEventInvokeConfig(
  store: FunctionStore,
  { region }: ServiceContext,
): Operation<z.infer<typeof named>> {
  return {
    input: named,
    route: `GET ${ROUTE}`,
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    run: ({ FunctionName }) => eventInvokeConfiguration(store.get(FunctionName, functionArn(region, FunctionName))),
  };
}

export function deleteFunctionEventInvokeConfig(
  store: FunctionStore,
  { region }: ServiceContext,
): Operation<z.infer<typeof named>> {
  return {
    input: named,
    route: `DELETE ${ROUTE}`,
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    run: ({ FunctionName }) => {
      const record = store.get(FunctionName, functionArn(region, FunctionName));
      eventInvokeConfiguration(record);
      store.setEventInvoke(record, undefined);
      return {};
    },
  };
}
