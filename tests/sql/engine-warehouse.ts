import type { DataApi } from "@sensor-pipeline/core/setup/run-definition";
import { ADMIN, type TestRedshift } from "@sensor-pipeline/redshift/test-redshift";

/** The Data API of a Redshift in this process, as Step Functions' integration calls it for the owner. */
export function engineWarehouse(test: TestRedshift): DataApi {
  const operations: Readonly<Record<string, (input: Record<string, unknown>) => Promise<unknown>>> = {
    executeStatement: async ({ Sql, ClientToken, Parameters }) => ({
      Id: (
        await test.redshift.executeStatement(ADMIN, {
          sql: String(Sql),
          clientToken: String(ClientToken),
          parameters: parametersOf(Parameters),
        })
      ).id,
    }),
    batchExecuteStatement: async ({ Sqls, ClientToken, Parameters }) => ({
      Id: (
        await test.redshift.batchExecuteStatement(ADMIN, {
          sqls: (Sqls as readonly unknown[]).map(String),
          clientToken: String(ClientToken),
          parameters: parametersOf(Parameters),
        })
      ).id,
    }),
    describeStatement: async ({ Id }) => {
      const { statement } = await test.redshift.describeStatement(ADMIN, { id: String(Id) });
      // The definitions are run without waiting, so a look waits for the end itself.
      await statement.ended;
      const end = ({ status, error, resultRows }: (typeof statement)["overall"]) => ({
        Status: status,
        ResultRows: resultRows,
        ...(error === undefined ? {} : { Error: error }),
      });
      return { Id, ...end(statement.overall), SubStatements: statement.statements.map(end) };
    },
    getStatementResult: async ({ Id }) => {
      const { rows } = await test.redshift.getStatementResult(ADMIN, { id: String(Id) });
      const pascal = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      return {
        Records: rows.map((row) =>
          row.map((field) => Object.fromEntries(Object.entries(field).map(([name, value]) => [pascal(name), value]))),
        ),
      };
    },
  };
  return {
    call: async (action, input) => {
      const operation = operations[action];
      if (!operation) throw new Error(`The Data API has no ${action} here.`);
      return await operation(input);
    },
  };
}

function parametersOf(given: unknown): { name: string; value: string }[] {
  return ((given ?? []) as readonly { readonly Name: string; readonly Value: string }[]).map(({ Name, Value }) => ({
    name: Name,
    value: Value,
  }));
}
