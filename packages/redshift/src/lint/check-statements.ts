import { checkDistribution, sortKeyColumns } from "../execute/key-columns.ts";
import type { CatalogColumn, CatalogRelation } from "../plan/catalog.ts";
import { checkLateBinding } from "../plan/late-binding-view.ts";
import { planDelete, planInsert, planUpdate } from "../plan/plan-change.ts";
import { planColumnDefinition } from "../plan/plan-column-definition.ts";
import type { PlanContext } from "../plan/plan-context.ts";
import { type PlannedColumn, planQuery } from "../plan/plan-query.ts";
import { STREAMING_RULES, StreamingViewError } from "../plan/streaming-rules.ts";
import { planStreamingView } from "../plan/streaming-view.ts";
import { planTableView } from "../plan/table-view.ts";
import { parse } from "../sql/parse.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { CreateMaterializedView, QualifiedName, Statement } from "../sql/tree.ts";
import { BrokenReference, LintCatalog } from "./lint-catalog.ts";

export interface Finding {
  /** Place of the statement in the list. */
  readonly statement: number;
  /** 0-based place in the statement's text; undefined where no place is known. */
  readonly offset?: number;
  /** Redshift refuses it; or this Redshift can't tell. */
  readonly kind: "refused" | "not checked";
  readonly sqlState: string;
  readonly message: string;
  /** Name of the rule of streaming views that it breaks. */
  readonly rule?: string;
  readonly why?: string;
  /** Page of the rule. */
  readonly source?: string;
  readonly rewrite?: string;
}

interface Checked {
  readonly statement: Statement;
  readonly index: number;
}

const BATCH = '"batch"';

/**
 * Checks statements by their texts: what the parser or the planner refuses, as Redshift would. Relations are those that the statements
 * themselves define, in whatever order, and Redshift's own. Nothing is run.
 * @param texts one statement each
 * @param system Redshift's own relations
 */
export function checkStatements(texts: readonly string[], system: readonly CatalogRelation[]): readonly Finding[] {
  const findings: Finding[] = [];
  const catalog = new LintCatalog(system);
  const checked: Checked[] = [];
  for (const [index, text] of texts.entries()) {
    try {
      for (const { statement } of parse(text)) checked.push({ statement, index });
    } catch (error) {
      findings.push(findingOf(index, error));
    }
  }
  const left = checked.filter((item) => !introduces(item.statement, catalog));
  const rest = define(left, catalog, findings);
  for (const { statement, index } of rest) attempt(index, findings, () => check(statement, catalog));
  return findings.toSorted((a, b) => a.statement - b.statement);
}

/** Names that stand whatever else does. */
function introduces(statement: Statement, catalog: LintCatalog): boolean {
  if (statement.kind !== "create external schema") return false;
  catalog.addStreamSchema(statement.name.text);
  return true;
}

/** Defines relations, those that others read first. Gives the statements that define none. */
function define(statements: readonly Checked[], catalog: LintCatalog, findings: Finding[]): readonly Checked[] {
  let waiting = statements.filter(({ statement }) => nameOf(statement) !== undefined);
  for (;;) {
    const missing: (Checked & { readonly error: unknown })[] = [];
    for (const item of waiting) {
      try {
        defineOne(item.statement, catalog);
      } catch (error) {
        if (error instanceof SqlError && error.sqlState === "42P01") missing.push({ ...item, error });
        else refuse(item, error, catalog, findings);
      }
    }
    if (missing.length === waiting.length || missing.length === 0) {
      for (const item of missing) refuse(item, item.error, catalog, findings);
      return statements.filter(({ statement }) => nameOf(statement) === undefined);
    }
    waiting = missing;
  }
}

function refuse({ statement, index }: Checked, error: unknown, catalog: LintCatalog, findings: Finding[]): void {
  const name = nameOf(statement);
  if (name !== undefined) catalog.addBroken(name);
  if (!(error instanceof BrokenReference)) findings.push(findingOf(index, error));
}

/** The relation a statement makes, if it makes one. */
function nameOf(statement: Statement): QualifiedName | undefined {
  switch (statement.kind) {
    case "create table":
    case "create table as":
    case "create view":
    case "create materialized view":
      return statement.name;
    default:
      return undefined;
  }
}

function defineOne(statement: Statement, catalog: LintCatalog): void {
  const context: PlanContext = { catalog: catalog.seen() };
  if (statement.kind === "create table") {
    for (const column of statement.columns) planColumnDefinition(column, context);
    const like = statement.like?.table;
    const copied =
      like === undefined ? [] : (catalog.seen().relation(like.schema?.text, like.name.text)?.columns ?? []);
    const own = statement.columns.map(({ name, type }) => ({ name: name.text, type }));
    catalog.add(statement.name, "table", [...copied, ...own]);
  } else if (statement.kind === "create table as") {
    catalog.add(statement.name, "table", renamed(planQuery(statement.query, context).columns, statement.columns));
  } else if (statement.kind === "create view") {
    if (statement.noSchemaBinding) checkLateBinding(statement.query, () => true);
    const { columns } = planQuery(statement.query, context);
    catalog.add(statement.name, "view", renamed(columns, statement.columns));
  } else if (statement.kind === "create materialized view") {
    catalog.add(statement.name, "materialized view", materialized(statement, catalog));
  }
}

function materialized(statement: CreateMaterializedView, catalog: LintCatalog): readonly PlannedColumn[] {
  const context: PlanContext = { catalog: catalog.seen(true) };
  const { columns } = planStreamingView(statement, context, BATCH) ?? planTableView(statement, context);
  checkDistribution(statement.distribution, columns);
  sortKeyColumns(statement.sortKey, columns);
  return columns;
}

/** What plans without defining anything; the other statements are right once they are parsed. */
function check(statement: Statement, catalog: LintCatalog): void {
  const context: PlanContext = { catalog: catalog.seen() };
  if (statement.kind === "query") planQuery(statement, context);
  else if (statement.kind === "insert") planInsert(statement, context);
  else if (statement.kind === "update") planUpdate(statement, context);
  else if (statement.kind === "delete") planDelete(statement, context);
}

function attempt(index: number, findings: Finding[], work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof BrokenReference)) findings.push(findingOf(index, error));
  }
}

function renamed(columns: readonly CatalogColumn[], names: readonly { readonly text: string }[] | undefined) {
  return columns.map((column, index) => ({ ...column, name: names?.[index]?.text ?? column.name }));
}

function findingOf(statement: number, error: unknown): Finding {
  if (!(error instanceof SqlError)) throw error;
  const { sqlState, message, position, detail, hint } = error;
  const place = position === undefined ? {} : { offset: position - 1 };
  const kind = error instanceof NotSupportedSql ? "not checked" : "refused";
  const found = { statement, ...place, kind, sqlState, message } as const;
  if (error instanceof StreamingViewError) return { ...found, rule: error.rule, ...STREAMING_RULES[error.rule] };
  return {
    ...found,
    ...(detail === undefined ? {} : { why: detail }),
    ...(hint === undefined ? {} : { rewrite: hint }),
  };
}
