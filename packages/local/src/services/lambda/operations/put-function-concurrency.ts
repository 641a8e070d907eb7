import { z } from "zod";
import type { Operation, ServiceContext } from "../../../service.ts";
import { functionArn, functionName } from "../function-name.ts";
import type { FunctionStore } from "../function-store.ts";

const input = z.strictObject({
  FunctionName: functionName,
  ReservedConcurrentExecutions: z.int().min(0).max(1000),
});

/** How many invocations of the function run at one time; 0 stops it. */
export function putFunctionConcurrency(
  store: FunctionStore,
  { region }: ServiceContext,
): Operation<z.infer<typeof input>> {
  return {
    input,
    route: "PUT /2017-10-31/functions/{FunctionName}/concurrency",
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    run: ({ FunctionName, ReservedConcurrentExecutions }) => {
      store.update(store.get(FunctionName, functionArn(region, FunctionName)), {
        reservedConcurrency: ReservedConcurrentExecutions,
      });
      return { ReservedConcurrentExecutions };
    },
  };
}
