import {
  durationOf,
  type StoredStatement,
  type SubStatement,
} from "@sensor-pipeline/redshift/data-api/stored-statement";

/** What DescribeStatement and ListStatements both tell. */
export function summaryOf(statement: StoredStatement) {
  const { id, overall, batch, statements, statementName, parameters, resultFormat, secretArn, kept } = statement;
  return {
    Id: id,
    CreatedAt: new Date(overall.createdAt),
    UpdatedAt: new Date(overall.updatedAt),
    Status: overall.status,
    StatementName: statementName,
    IsBatchStatement: batch,
    QueryString: batch ? undefined : statements[0]?.sql,
    QueryStrings: batch ? statements.map(({ sql }) => sql) : undefined,
    QueryParameters: parameters.length > 0 ? parameters : undefined,
    ResultFormat: resultFormat,
    SecretArn: secretArn,
    SessionId: kept?.id,
  };
}

/** DescribeStatement's answer. */
export function descriptionOf(statement: StoredStatement) {
  const { overall, batch, statements, database, signIn, secretArn, workgroupName } = statement;
  const { StatementName: _, IsBatchStatement: __, QueryStrings: ___, ...summary } = summaryOf(statement);
  return {
    ...summary,
    Database: database,
    DbUser: signIn.databaseUser,
    SecretArn: secretArn,
    WorkgroupName: workgroupName,
    Duration: durationOf(overall),
    Error: overall.error,
    HasResultSet: statements.some(({ resultSet }) => resultSet !== undefined),
    RedshiftPid: statement.session.pid,
    RedshiftQueryId: statements.at(-1)?.queryId ?? 0,
    SessionId: statement.kept?.id,
    ExecutionMode: executionModeOf(statement),
    ResultRows: overall.resultRows,
    ResultSize: overall.resultSize,
    SubStatements: batch ? statements.map(subStatementOf) : undefined,
  };
}

/** One of a batch; by its own id it is described alone. */
export function subStatementOf(part: SubStatement) {
  return {
    Id: part.id,
    CreatedAt: new Date(part.createdAt),
    UpdatedAt: new Date(part.updatedAt),
    Status: part.status,
    Duration: durationOf(part),
    Error: part.error,
    HasResultSet: part.resultSet !== undefined,
    QueryString: part.sql,
    RedshiftQueryId: part.queryId,
    ResultRows: part.resultRows,
    ResultSize: part.resultSize,
  };
}

/** What Execute- and BatchExecuteStatement answer; how it went, only when they have waited. */
export function submittedOf(statement: StoredStatement, waited: boolean) {
  const { id, overall, database, signIn, secretArn, workgroupName, statements } = statement;
  return {
    Id: id,
    CreatedAt: new Date(overall.createdAt),
    Database: database,
    DbUser: signIn.databaseUser,
    SecretArn: secretArn,
    WorkgroupName: workgroupName,
    SessionId: statement.kept?.id,
    ...(waited
      ? {
          Status: overall.status,
          RedshiftPid: statement.session.pid,
          HasResultSet: statements.some(({ resultSet }) => resultSet !== undefined),
        }
      : {}),
  };
}

function executionModeOf({ executionMode }: StoredStatement): "TRANSACTION" | "AUTO_COMMIT" | undefined {
  if (executionMode === undefined) return undefined;
  return executionMode === "transaction" ? "TRANSACTION" : "AUTO_COMMIT";
}
