import type { BoundParameter } from "../plan/plan-context.ts";
import { planQuery } from "../plan/plan-query.ts";
import { parse } from "../sql/parse.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { ExecutePrepared, Query } from "../sql/tree.ts";
import { DONE, type Execution, type Executor, type Outcome, type PreparedStatement } from "./execution.ts";
import { positionOf } from "./names.ts";
import { planContextOf } from "./query-executors.ts";

/** Runs another statement as this one's work. */
type Run = (statement: PreparedStatement["parsed"]["statement"], execution: Execution) => Promise<Outcome>;

/** PREPARE: lasts as long as the session. https://docs.aws.amazon.com/redshift/latest/dg/r_PREPARE.html */
export const prepare: Executor<"prepare"> = async (
  { name, types, statement, span },
  { prepared, settings, source },
) => {
  if (prepared.has(name.text)) {
    throw new SqlError("42P05", `prepared statement "${name.text}" already exists`, positionOf(name));
  }
  const [parsed] = parse(source.slice(statement.start - span.start, statement.end - span.start), {
    caseSensitiveIdentifiers: settings.isOn("enable_case_sensitive_identifier"),
    parameters: "positional",
  });
  if (parsed === undefined) throw new SqlError("42601", "syntax error at end of input");
  // As in PostgreSQL a parameter's type has no length: a CHAR takes any text.
  prepared.set(name.text, { parsed, types: types.map((type) => ({ name: type.name })) });
  return DONE;
};

/** EXECUTE. @param run runs any statement: the table of executors, of which this is one https://docs.aws.amazon.com/redshift/latest/dg/r_EXECUTE.html */
export function executePrepared(run: Run): Executor<"execute"> {
  return async (statement, execution) => {
    const { name, values } = statement;
    const stored = existing(name, execution);
    const wanted = stored.parsed.parameters.reduce(
      (most, number) => Math.max(most, Number(number)),
      stored.types.length,
    );
    if (values.length !== wanted) {
      throw new SqlError("42601", `wrong number of parameters for prepared statement "${name.text}"`, {
        ...positionOf(name),
        detail: `Expected ${wanted} parameters but got ${values.length}.`,
      });
    }
    const parameters = await boundValues(statement, stored, execution);
    return run(stored.parsed.statement, { ...execution, parameters, source: stored.parsed.source });
  };
}

/** DEALLOCATE: https://docs.aws.amazon.com/redshift/latest/dg/r_DEALLOCATE.html */
export const deallocate: Executor<"deallocate"> = async ({ name }, execution) => {
  if (name === undefined) execution.prepared.clear();
  else {
    existing(name, execution);
    execution.prepared.delete(name.text);
  }
  return DONE;
};

function existing(name: ExecutePrepared["name"], { prepared }: Execution): PreparedStatement {
  const found = prepared.get(name.text);
  if (found !== undefined) return found;
  throw new SqlError("26000", `prepared statement "${name.text}" does not exist`, positionOf(name));
}

/** The values given, computed once, as text of the types that PREPARE named. */
async function boundValues(
  { values, span }: ExecutePrepared,
  { types }: PreparedStatement,
  execution: Execution,
): Promise<ReadonlyMap<string, BoundParameter>> {
  if (values.length === 0) return new Map();
  const items = values.map((expression) => ({ kind: "item", expression, span: expression.span }) as const);
  const body = { kind: "select", distinct: false, items, from: [], span } as const;
  const query: Query = { kind: "query", recursive: false, with: [], body, orderBy: [], span };
  const { rows } = await execution.connection.query(planQuery(query, planContextOf(execution)).text);
  return new Map(
    values.map((_, index) => {
      const type = types[index];
      return [String(index + 1), { text: rows[0]?.[index] ?? null, ...(type === undefined ? {} : { type }) }];
    }),
  );
}
