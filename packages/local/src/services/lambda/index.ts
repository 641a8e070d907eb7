import type { RunningService, ServiceContext } from "../../service.ts";
import { AsyncInvoker } from "./async-invoker.ts";
import { FunctionStore } from "./function-store.ts";
import { Invoker } from "./invoker.ts";
import { createFunction } from "./operations/create-function.ts";
import {
  deleteFunctionEventInvokeConfig,
  getFunctionEventInvokeConfig,
  putFunctionEventInvokeConfig,
} from "./operations/event-invoke-config.ts";
import { deleteFunction, getFunction, getFunctionConfiguration, listFunctions } from "./operations/function-lookups.ts";
import { invoke } from "./operations/invoke.ts";
import { addPermission, getPolicy, removePermission } from "./operations/permissions.ts";
import { putFunctionConcurrency } from "./operations/put-function-concurrency.ts";
import { updateFunctionCode } from "./operations/update-function-code.ts";
import { updateFunctionConfiguration } from "./operations/update-function-configuration.ts";

export interface LambdaOptions {
  /** URL of this local AWS, known once its server listens: the functions' `AWS_ENDPOINT_URL`. */
  readonly endpoint: () => string;
}

/** AWS Lambda: built Node.js bundles, each in worker threads of its own. See SUPPORT.md. */
export function createLambdaService(context: ServiceContext, { endpoint }: LambdaOptions): RunningService {
  const store = new FunctionStore();
  const invoker = new Invoker(context, store, endpoint);
  const asyncInvoker = new AsyncInvoker(context, store, invoker);
  return {
    service: {
      signingName: "lambda",
      iamPrefix: "lambda",
      protocols: ["rest-json"],
      operations: {
        CreateFunction: createFunction(store, context),
        UpdateFunctionCode: updateFunctionCode(store, context),
        UpdateFunctionConfiguration: updateFunctionConfiguration(store, context),
        GetFunction: getFunction(store, context),
        GetFunctionConfiguration: getFunctionConfiguration(store, context),
        ListFunctions: listFunctions(store),
        DeleteFunction: deleteFunction(store, context),
        PutFunctionConcurrency: putFunctionConcurrency(store, context),
        PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig(store, context),
        GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig(store, context),
        DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig(store, context),
        AddPermission: addPermission(store, context),
        RemovePermission: removePermission(store, context),
        GetPolicy: getPolicy(store, context),
        Invoke: invoke(store, context, invoker, asyncInvoker),
      },
    },
    stepping: invoker.stepping,
    close: async () => {
      // The queue stops first, but what it waits for ends with the sandboxes.
      const queueClosed = asyncInvoker.close();
      await invoker.close();
      await queueClosed;
    },
  };
}
