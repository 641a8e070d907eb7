import { quoteIdentifier } from "../engine/quote.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf } from "./type-rules.ts";

/** From so many casts of attributes of one document on, it is cheaper to read the document once as jsonb. */
const WORTH_SHARING = 3;

/**
 * A navigation that is cast to a scalar, read from the document's shared form where the SELECT has one. A jsonb finds a key at once where json reads
 * the text from its start each time; what it loses, order and spelling, no scalar shows. Measured: six casts of a document of 200 bytes cost 12 microseconds
 * from json, 5 from a shared jsonb, its making included.
 */
export function sharedNavigation(scope: Scope, value: PlannedExpression): PlannedExpression {
  const { navigation } = value;
  if (navigation === undefined) return value;
  scope.castsOf.set(navigation.column, (scope.castsOf.get(navigation.column) ?? 0) + 1);
  const document = scope.documents.get(navigation.column);
  if (document === undefined) return value;
  return { ...value, sql: `(${quoteIdentifier(document)}."document"${navigation.steps})::text::json` };
}

/** A cast to text of a shared document's attribute, which the engine does by itself; undefined for other casts. */
export function sharedText(scope: Scope, value: PlannedExpression, type: RedshiftType): string | undefined {
  const { navigation } = value;
  const document = navigation === undefined ? undefined : scope.documents.get(navigation.column);
  if (navigation === undefined || document === undefined || familyOf(type) !== "string" || type.length !== undefined)
    return undefined;
  const item = `(${quoteIdentifier(document)}."document"${navigation.steps})`;
  return `(CASE jsonb_typeof(${item}) WHEN 'boolean' THEN ${item}::text ELSE JSON_VALUE(${item}, '$' RETURNING text) END)`;
}

/** Chooses, after a SELECT has been planned once, the documents to share. @returns true when it has to be planned again */
export function shareDocuments(scope: Scope): boolean {
  for (const [column, casts] of scope.castsOf) {
    if (casts >= WORTH_SHARING) scope.documents.set(column, scope.state.freshName("document"));
  }
  return scope.documents.size > 0;
}

/** The shared documents as items of FROM, after the others. */
export function documentItems(scope: Scope): string {
  const items = [...scope.documents].map(
    ([column, name]) =>
      ` CROSS JOIN LATERAL (SELECT (${column})::jsonb AS "document" OFFSET 0) AS ${quoteIdentifier(name)}`,
  );
  return items.join("");
}
