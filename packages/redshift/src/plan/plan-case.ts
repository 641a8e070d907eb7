import { formatType, type RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Case, Expression } from "../sql/tree.ts";
import { refuseMixedCollations } from "./case-insensitive.ts";
import { coerce } from "./convert.ts";
import { planCondition, planExpression } from "./plan-expression.ts";
import { jsonReader } from "./plan-json-call.ts";
import { compare } from "./plan-operator.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { commonType } from "./type-rules.ts";

export function planCase(scope: Scope, expression: Case): PlannedExpression {
  const guarded = guardedJson(scope, expression);
  if (guarded !== undefined) return guarded;
  const operand = expression.operand === undefined ? undefined : planExpression(scope, expression.operand);
  const conditions = expression.branches.map(({ when }) =>
    operand === undefined
      ? planCondition(scope, when, "CASE/WHEN")
      : compare("=", operand, planExpression(scope, when), when.span.start + 1),
  );
  const results = expression.branches.map(({ result }) => planExpression(scope, result));
  const otherwise = expression.otherwise === undefined ? undefined : planExpression(scope, expression.otherwise);
  const all = otherwise === undefined ? results : [...results, otherwise];
  const { type, values } = unify("CASE", all, expression.span.start + 1);
  const branches = conditions.map((condition, index) => `WHEN ${condition.sql} THEN ${values[index]?.sql}`);
  const last = otherwise === undefined ? "" : ` ELSE ${values.at(-1)?.sql}`;
  const sql = `(CASE ${branches.join(" ")}${last} END)`;
  return compose(sql, type, "case", [...conditions, ...all, ...(operand === undefined ? [] : [operand])]);
}

/** Values brought to the one type they share. @throws SqlError when they share none. */
export function unify(
  construct: string,
  values: readonly PlannedExpression[],
  position: number,
): { readonly type: RedshiftType; readonly values: readonly PlannedExpression[] } {
  refuseMixedCollations(values, position);
  let type: RedshiftType = { name: "unknown" };
  for (const value of values) {
    const common = commonType(type, value.type);
    if (common === undefined) {
      throw new SqlError(
        "42804",
        `${construct} types ${formatType({ name: type.name })} and ${formatType({ name: value.type.name })} cannot be matched`,
        { position },
      );
    }
    type = common;
  }
  if (type.name === "unknown") {
    const text: RedshiftType = { name: "varchar" };
    if (values.every((value) => value.sql === "NULL")) return { type, values };
    return { type: text, values: values.map((value) => coerce(value, text)) };
  }
  return { type, values: values.map((value) => toShared(value, type)) };
}

/** A value as the type it shares with others: lengths differ, but a DECIMAL takes the digits of all. */
export function toShared(value: PlannedExpression, type: RedshiftType): PlannedExpression {
  if (type.name === "decimal" && type.precision !== undefined) return coerce(value, type);
  return value.type.name === type.name ? value : coerce(value, { name: type.name });
}

/**
 * `CASE WHEN CAN_JSON_PARSE(x) THEN JSON_PARSE(x) END`, the guard every landing view needs, reads the text once instead of three times.
 */
function guardedJson(scope: Scope, { operand, branches, otherwise, span }: Case): PlannedExpression | undefined {
  const [branch] = branches;
  if (operand !== undefined || branches.length !== 1 || branch === undefined) return undefined;
  if (otherwise !== undefined && otherwise.kind !== "null") return undefined;
  const [tested, parsed] = [argumentOf(branch.when, "can_json_parse"), argumentOf(branch.result, "json_parse")];
  if (tested === undefined || parsed === undefined) return undefined;
  const [one, other] = [planExpression(scope, tested), planExpression(scope, parsed)];
  if (one.sql !== other.sql || !["varbyte", "varchar"].includes(one.type.name)) return undefined;
  for (const name of ["can_json_parse", "json_parse"]) {
    scope.state.functions.push({ name, volatility: "immutable", leaderOnly: false, span });
  }
  const guard = `${jsonReader(scope, "json_or_null")}(${one.sql})`;
  const { knownJson } = one;
  const sql =
    knownJson === undefined
      ? guard
      : `(CASE WHEN ${knownJson} THEN redshift_internal.known_json(${one.sql}) ELSE ${guard} END)`;
  return compose(sql, { name: "super" }, "case", [one]);
}

function argumentOf(expression: Expression, name: string): Expression | undefined {
  if (expression.kind !== "function" || expression.name.name.text !== name || expression.name.schema !== undefined) {
    return undefined;
  }
  return expression.arguments.length === 1 ? expression.arguments[0] : undefined;
}
