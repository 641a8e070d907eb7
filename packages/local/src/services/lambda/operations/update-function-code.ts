import { z } from "zod";
import type { Operation, ServiceContext } from "../../../service.ts";
import { functionConfiguration } from "../function-configuration.ts";
import { functionArn, functionName } from "../function-name.ts";
import type { FunctionStore } from "../function-store.ts";
import { existingFolder } from "./create-function.ts";

const input = z.strictObject({
  FunctionName: functionName,
  /** Ours: the folder of a built bundle on this machine. */
  Folder: z.string().optional(),
  Architectures: z
    .array(z.enum(["x86_64", "arm64"]))
    .length(1)
    .optional(),
});

export function updateFunctionCode(store: FunctionStore, context: ServiceContext): Operation<z.infer<typeof input>> {
  return {
    input,
    route: "PUT /2015-03-31/functions/{FunctionName}/code",
    resources: ({ FunctionName }) => [functionArn(context.region, FunctionName)],
    run: ({ FunctionName, Folder, Architectures }) =>
      functionConfiguration(
        store.update(store.get(FunctionName, functionArn(context.region, FunctionName)), {
          codeFolder: existingFolder(Folder),
          ...(Architectures ? { architectures: Architectures } : {}),
          lastModified: context.clock.date(),
        }),
      ),
  };
}
