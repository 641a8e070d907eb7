import type { PlanContext } from "../plan/plan-context.ts";
import { type PlannedColumn, planQuery } from "../plan/plan-query.ts";
import { unreadableColumns } from "./column-privileges.ts";
import type { Execution, Executor, ResultColumn } from "./execution.ts";

/** SELECT, as the user. */
export const runQuery: Executor<"query"> = async (query, execution) => {
  const { text, columns } = planQuery(query, {
    ...planContextOf(execution),
    session: execution.session,
    unreadable: await unreadableColumns(execution),
  });
  const { rows } = await execution.connection.query(text);
  return { resultSet: { columns: resultColumnsOf(columns, execution), rows }, rowCount: rows.length };
};

/** The columns of a query's result, named as the session wants them. */
export function resultColumnsOf(
  columns: readonly PlannedColumn[],
  { settings }: Pick<Execution, "settings">,
): readonly ResultColumn[] {
  // https://docs.aws.amazon.com/redshift/latest/dg/r_describe_field_name_in_uppercase.html
  const inUpperCase = settings.isOn("describe_field_name_in_uppercase");
  return columns.map(({ name, type, source }) => ({
    name: inUpperCase ? name.toUpperCase() : name,
    type,
    ...(source === undefined ? {} : { schema: source.relation.schema, table: source.relation.name }),
  }));
}

/** What planning needs of where a statement runs. */
export function planContextOf(execution: Execution): PlanContext {
  const { associatedRoles, catalog, databaseName, parameters, settings } = execution;
  return {
    catalog,
    databaseName,
    parameters,
    ...(associatedRoles.defaultArn === undefined ? {} : { defaultRole: associatedRoles.defaultArn }),
    caseSensitiveSuper: settings.isOn("enable_case_sensitive_super_attribute"),
    setting: (name) => settings.get(name),
    ...(execution.identity === undefined ? {} : { identity: execution.identity }),
  };
}
