import type { SqlParameter } from "@aws-sdk/client-redshift-data";
import { z } from "zod";

const statement = {
  WorkgroupName: z.string().exactOptional(),
  ClusterIdentifier: z.string().exactOptional(),
  Database: z.string(),
  SecretArn: z.string(),
  StatementName: z.string(),
  WithEvent: z.boolean().exactOptional(),
  ClientToken: z.string(),
};

const parameters = z
  .array(z.strictObject({ Name: z.string(), Value: z.string() }))
  .transform((all): SqlParameter[] => all.map(({ Name, Value }) => ({ name: Name, value: Value })));

/** The Data API's actions that our definitions call, with their parameters as Step Functions writes them; these read them for the SDK. */
export const DATA_API_ACTIONS = {
  executeStatement: z.strictObject({ ...statement, Sql: z.string(), Parameters: parameters.exactOptional() }),
  batchExecuteStatement: z.strictObject({ ...statement, Sqls: z.array(z.string()) }),
  describeStatement: z.strictObject({ Id: z.string() }),
  getStatementResult: z.strictObject({ Id: z.string() }),
} as const;

export type DataApiAction = keyof typeof DATA_API_ACTIONS;

/** The action of a Task's Resource; undefined where it is another service's, or one that is not called directly. */
export function actionOf(resource: string): DataApiAction | undefined {
  const [, action = ""] = /^arn:[\w-]+:states:::aws-sdk:redshiftdata:(\w+)$/.exec(resource) ?? [];
  return isAction(action) ? action : undefined;
}

function isAction(name: string): name is DataApiAction {
  return Object.hasOwn(DATA_API_ACTIONS, name);
}
