import { z } from "zod";
import type { Operation, ServiceContext } from "../../../service.ts";
import { assertDeliverable } from "../assert-deliverable.ts";
import { functionConfiguration, refuseOtherRuntimes } from "../function-configuration.ts";
import { functionArn, functionName } from "../function-name.ts";
import type { FunctionStore } from "../function-store.ts";
import { settingsFields } from "../settings-schema.ts";
import { assertAssumable } from "./create-function.ts";

const input = z.strictObject({ FunctionName: functionName, ...z.strictObject(settingsFields).partial().shape });

/** Changes what the request names and leaves the rest; the next invocation gets a fresh sandbox. */
export function updateFunctionConfiguration(
  store: FunctionStore,
  context: ServiceContext,
): Operation<z.infer<typeof input>> {
  return {
    input,
    route: "PUT /2015-03-31/functions/{FunctionName}/configuration",
    resources: ({ FunctionName }) => [functionArn(context.region, FunctionName)],
    run: (request) => {
      const current = store.get(request.FunctionName, functionArn(context.region, request.FunctionName));
      if (request.Runtime !== undefined) refuseOtherRuntimes(request.Runtime);
      if (request.Role !== undefined) assertAssumable(context, request.Role);
      const { deadLetterArn: _previous, ...withoutDeadLetter } = current;
      const deadLetterArn = request.DeadLetterConfig?.TargetArn;
      if (deadLetterArn)
        assertDeliverable(context, request.Role ?? current.roleArn, deadLetterArn, "dead-letter target");
      return functionConfiguration(
        store.update(request.DeadLetterConfig ? withoutDeadLetter : current, {
          roleArn: request.Role ?? current.roleArn,
          handler: request.Handler ?? current.handler,
          description: request.Description ?? current.description,
          timeoutSeconds: request.Timeout ?? current.timeoutSeconds,
          memoryMb: request.MemorySize ?? current.memoryMb,
          ephemeralStorageMb: request.EphemeralStorage?.Size ?? current.ephemeralStorageMb,
          environment: request.Environment?.Variables ?? current.environment,
          logFormat: request.LoggingConfig?.LogFormat ?? current.logFormat,
          logGroup: request.LoggingConfig?.LogGroup ?? current.logGroup,
          ...(deadLetterArn ? { deadLetterArn } : {}),
          lastModified: context.clock.date(),
        }),
      );
    },
  };
}
