import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";

const TARGET = { WorkgroupName: "default", Database: "dev" } as const;
const WAIT_SECONDS = 10;

/** Runs one statement on the bare local AWS and gives its rows as text; throws with Redshift's error when it failed. */
export type RunStatement = (sql: string) => Promise<(string | number | null)[][]>;

export function bareWarehouse(client: RedshiftDataClient): RunStatement {
  return async (sql) => {
    const { Id } = await client.send(new ExecuteStatementCommand({ ...TARGET, Sql: sql }));
    let statement = await client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: WAIT_SECONDS }));
    while (!["FINISHED", "FAILED", "ABORTED"].includes(statement.Status ?? "")) {
      statement = await client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: WAIT_SECONDS }));
    }
    if (statement.Status !== "FINISHED") throw new Error(`${sql}: ${statement.Status}: ${statement.Error}`);
    if (!statement.HasResultSet) return [];
    const rows: (string | number | null)[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(new GetStatementResultCommand({ Id, NextToken }));
      for (const row of page.Records ?? []) {
        rows.push(
          row.map((field) =>
            field.isNull ? null : (field.stringValue ?? field.longValue ?? field.doubleValue ?? null),
          ),
        );
      }
      NextToken = page.NextToken;
    } while (NextToken);
    return rows;
  };
}

export function bareClientSettings(url: string) {
  return {
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  } as const;
}

export const EXTERNAL_SCHEMA = `CREATE EXTERNAL SCHEMA IF NOT EXISTS kinesis_schema FROM KINESIS IAM_ROLE 'arn:aws:iam::000000000000:role/redshift'`;

export function landingView(name: string, stream: string): string {
  return `CREATE MATERIALIZED VIEW ${name} AUTO REFRESH YES AS
    SELECT approximate_arrival_timestamp, partition_key, shard_id, sequence_number, refresh_time, kinesis_data,
           CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END AS payload
    FROM kinesis_schema."${stream}"`;
}
