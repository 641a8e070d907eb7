import type { StoredStatement } from "@sensor-pipeline/redshift/data-api/stored-statement";
import { workgroupArn } from "../../identifiers.ts";
import type { Caller, RunningService, Service, ServiceContext } from "../../service.ts";
import type { Warehouses } from "../redshift-serverless/index.ts";
import { CallRates } from "./call-rates.ts";
import type { DataContext } from "./data-context.ts";
import { batchExecuteStatement } from "./operations/batch-execute-statement.ts";
import { cancelStatement } from "./operations/cancel-statement.ts";
import { describeTable, listDatabases, listSchemas, listTables } from "./operations/catalog-operations.ts";
import { describeStatement } from "./operations/describe-statement.ts";
import { executeStatement } from "./operations/execute-statement.ts";
import { getStatementResult, getStatementResultV2 } from "./operations/get-statement-result.ts";
import { listSessions } from "./operations/list-sessions.ts";
import { listStatements } from "./operations/list-statements.ts";

/** How long a statement can be looked up. */
const KEPT_SECONDS = 24 * 3600;

export interface RedshiftDataOptions {
  readonly warehouses: Warehouses;
  readonly databaseSignIn: "iam" | "superuser";
}

/** Amazon Redshift Data API over the workgroups of this account. See SUPPORT.md. */
export async function createRedshiftDataService(
  aws: ServiceContext,
  { warehouses, databaseSignIn }: RedshiftDataOptions,
): Promise<RunningService> {
  const context: DataContext = { aws, warehouses, databaseSignIn, sessionWorkgroups: new Map() };
  const rates = new CallRates(() => aws.clock.now());
  const operations = operationsOf(context);
  warehouses.onStatementEnded((workgroupName, statement) => {
    if (statement.withEvent) recordEnd(aws, workgroupName, statement);
  });
  return {
    service: {
      signingName: "redshift-data",
      iamPrefix: "redshift-data",
      protocols: ["json-1.1"],
      targetPrefix: "RedshiftData",
      // Programs in bare mode are tests and trials, which wait for nobody; as on AWS means with its rates.
      operations: databaseSignIn === "iam" ? counted(operations, rates) : operations,
    },
    close: async () => {},
  };
}

function operationsOf(context: DataContext): Service["operations"] {
  return {
    ExecuteStatement: executeStatement(context),
    BatchExecuteStatement: batchExecuteStatement(context),
    DescribeStatement: describeStatement(context),
    GetStatementResult: getStatementResult(context),
    GetStatementResultV2: getStatementResultV2(context),
    CancelStatement: cancelStatement(context),
    ListStatements: listStatements(context),
    ListSessions: listSessions(context),
    ListDatabases: listDatabases(context),
    ListSchemas: listSchemas(context),
    ListTables: listTables(context),
    DescribeTable: describeTable(context),
  };
}

/** The same operations, each call counted against its rate first. */
function counted(operations: Service["operations"], rates: CallRates): Service["operations"] {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      {
        ...operation,
        run: (input: unknown, caller: Caller) => {
          rates.count(name);
          return operation.run(input, caller);
        },
      },
    ]),
  );
}

/** https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-monitoring-events.html */
function recordEnd(
  { recordEvent, region }: ServiceContext,
  workgroupName: string,
  { id, overall, signIn, statementName, statements }: StoredStatement,
): void {
  recordEvent({
    source: "aws.redshift-data",
    detailType: "Redshift Data Statement Status Change",
    resources: [workgroupArn(region, workgroupName)],
    detail: {
      principal: signIn.principal,
      statementName: statementName ?? "",
      statementId: id,
      redshiftQueryId: statements.at(-1)?.queryId ?? 0,
      state: overall.status,
      rows: overall.resultRows,
      expireAt: Math.floor(overall.createdAt / 1000) + KEPT_SECONDS,
    },
  });
}
