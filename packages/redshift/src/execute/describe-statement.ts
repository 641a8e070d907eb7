import type { BoundParameter } from "../plan/plan-context.ts";
import { planQuery } from "../plan/plan-query.ts";
import type { Statement } from "../sql/tree.ts";
import type { Execution, ResultColumn } from "./execution.ts";
import { planContextOf, resultColumnsOf } from "./query-executors.ts";

/** The columns a statement would give, without running it; undefined for one that gives none. @throws {SqlError} */
export function describeStatement(statement: Statement, execution: Execution): readonly ResultColumn[] | undefined {
  switch (statement.kind) {
    case "query":
      return resultColumnsOf(planQuery(statement, planContextOf(execution)).columns, execution);
    case "fetch":
      return execution.cursors?.get(statement.cursor.text)?.resultSet.columns;
    case "execute": {
      const stored = execution.prepared.get(statement.name.text);
      if (stored === undefined) return undefined;
      const parameters = new Map(
        stored.parsed.parameters.map((name) => [name, unknownOf(stored.types[Number(name) - 1])]),
      );
      return describeStatement(stored.parsed.statement, { ...execution, parameters });
    }
    default:
      return undefined;
  }
}

function unknownOf(type: BoundParameter["type"]): BoundParameter {
  return { text: null, ...(type === undefined ? {} : { type }) };
}
