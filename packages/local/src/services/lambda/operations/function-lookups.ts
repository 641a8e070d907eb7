import { z } from "zod";
import type { Operation, ServiceContext } from "../../../service.ts";
import { functionConfiguration } from "../function-configuration.ts";
import { functionArn, functionName, qualifier } from "../function-name.ts";
import type { FunctionStore } from "../function-store.ts";

const named = z.strictObject({ FunctionName: functionName, Qualifier: qualifier });
type Named = z.infer<typeof named>;

const paged = z.strictObject({
  Marker: z.string().optional(),
  MaxItems: z.coerce.number().int().min(1).max(10_000).default(50),
});

/** GetFunction: the configuration and where the code lies on this machine. */
export function getFunction(store: FunctionStore, { region }: ServiceContext): Operation<Named> {
  return {
    input: named,
    route: "GET /2015-03-31/functions/{FunctionName}",
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    run: ({ FunctionName }) => {
      const record = store.get(FunctionName, functionArn(region, FunctionName));
      return {
        Configuration: functionConfiguration(record),
        Code: { RepositoryType: "Folder", Location: record.codeFolder },
        Tags: record.tags,
        ...(record.reservedConcurrency === undefined
          ? {}
          : { Concurrency: { ReservedConcurrentExecutions: record.reservedConcurrency } }),
      };
    },
  };
}

export function getFunctionConfiguration(store: FunctionStore, { region }: ServiceContext): Operation<Named> {
  return {
    input: named,
    route: "GET /2015-03-31/functions/{FunctionName}/configuration",
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    run: ({ FunctionName }) => functionConfiguration(store.get(FunctionName, functionArn(region, FunctionName))),
  };
}

export function deleteFunction(store: FunctionStore, { region }: ServiceContext): Operation<Named> {
  return {
    input: named,
    route: "DELETE /2015-03-31/functions/{FunctionName}",
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    run: ({ FunctionName }) => {
      store.get(FunctionName, functionArn(region, FunctionName));
      store.delete(FunctionName);
      return {};
    },
  };
}

/** ListFunctions in the order of names; the marker is the last name of the page before. */
export function listFunctions(store: FunctionStore): Operation<z.infer<typeof paged>> {
  return {
    input: paged,
    route: "GET /2015-03-31/functions",
    resources: () => ["*"],
    run: ({ Marker, MaxItems }) => {
      const rest = store.list().filter(({ name }) => Marker === undefined || name > Marker);
      const page = rest.slice(0, MaxItems);
      const last = page.at(-1);
      return {
        Functions: page.map(functionConfiguration),
        ...(rest.length > page.length && last ? { NextMarker: last.name } : {}),
      };
    },
  };
}
