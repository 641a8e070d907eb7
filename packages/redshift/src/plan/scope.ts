import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Name } from "../sql/tree.ts";
import type { CatalogRelation } from "./catalog.ts";
import type { PlanState } from "./plan-context.ts";
import type { PlannedExpression } from "./planned-expression.ts";

export interface ScopeColumn {
  readonly name: string;
  readonly type: RedshiftType;
  readonly sql: string;
  readonly weight: number;
  readonly relation?: CatalogRelation;
  /** SQL that is true where its bytes surely are JSON. */
  readonly knownJson?: string;
}

/** One item of FROM: what its columns are called and how the engine's SQL refers to them. */
export interface ScopeSource {
  readonly alias: string;
  readonly schema?: string;
  readonly columns: readonly ScopeColumn[];
  /** Columns a USING or NATURAL join has merged: found by qualified names only. */
  readonly merged?: ReadonlySet<string>;
}

/** A query that a name of WITH stands for. */
export interface CommonSource {
  readonly engineName: string;
  /** `sql` is what the engine calls them where that is another name. */
  readonly columns: readonly ScopeColumn[];
  /** A table of WITH RECURSIVE that names itself. */
  readonly recursive?: true;
}

/** What names mean at one place of a query; a subquery's scope has its outer query's as parent. */
export class Scope {
  readonly state: PlanState;
  readonly parent: Scope | undefined;
  readonly sources: ScopeSource[] = [];
  /** Aliases of the select list that later items, and QUALIFY, may use. */
  readonly aliases = new Map<string, PlannedExpression>();
  /** Columns that `*` does not show and a column of FROM hides: LEVEL. */
  readonly pseudoColumns = new Map<string, PlannedExpression>();
  /** How often an attribute of a SUPER column is cast in this SELECT, and the names of the documents it shares (see shared-document.ts). */
  readonly castsOf = new Map<string, number>();
  readonly documents = new Map<string, string>();
  /** The order of this SELECT's sort-based aggregates, once one is met. */
  sortedBy: string | undefined;
  /** What a VARCHAR column that is a key of GROUP BY is called once its groups are made, by its own SQL. */
  groupedText: ReadonlyMap<string, string> = new Map();
  /** Set once a column of an outer query is used from here. */
  correlated = false;
  /** Where FROM goes through a SUPER of an outer query. */
  outerItems: { readonly position: number } | undefined;
  /** Set once a window function is met. */
  windowed = false;
  /** Set while the ON clause of an outer join is planned. */
  inOuterJoin = false;
  /** Set where columns may carry the operator (+). */
  takesOuterJoinMarks = false;
  /** What PRIOR evaluates in: the parent rows of CONNECT BY. */
  prior: (() => Scope) | undefined;
  /** True for the scope of a query in FROM, which stands in for the query it is in without that one's tables. */
  #standsIn = false;
  readonly #aggregates = new Set<"sorted" | "distinct">();
  readonly #common = new Map<string, CommonSource>();

  constructor(state: PlanState, parent?: Scope) {
    this.state = state;
    this.parent = parent;
  }

  defineCommon(name: string, source: CommonSource): void {
    this.#common.set(name, source);
  }

  common(name: string): CommonSource | undefined {
    return this.#common.get(name) ?? this.parent?.common(name);
  }

  /** @throws SqlError when two items of FROM have the same name. */
  add(source: ScopeSource, name?: Name): void {
    const twice = this.sources.some(
      (other) => other.alias === source.alias && (other.schema === source.schema || other.schema === undefined),
    );
    if (twice && source.alias !== "") {
      const position = name === undefined ? {} : { position: name.span.start + 1 };
      throw new SqlError("42712", `table name "${source.alias}" specified more than once`, position);
    }
    this.sources.push(source);
  }

  /** This scope for a query in FROM: the names of WITH and the outer queries, but not its neighbours. */
  withoutSources(): Scope {
    const bare = new Scope(this.state, this.parent);
    bare.#standsIn = true;
    for (const [name, source] of this.#common) bare.defineCommon(name, source);
    return bare;
  }

  /**
   * Notes that a column of an outer query, whose scope is `outer`, is used here.
   * @throws SqlError when the reference skips a query block: https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html
   */
  correlate(outer: Scope, position: number): void {
    this.correlated = true;
    for (let scope = this.parent; scope !== undefined && scope !== outer; scope = scope.parent) {
      scope.correlated = true;
      if (scope.sources.length > 0 || scope.#standsIn) throw unsupportedCorrelation(position);
    }
  }

  /** What GROUP BY says for a key of `groupedText`, given what the rest of the SELECT says for it. */
  groupedBy(sql: string): string | undefined {
    const key = [...this.groupedText].find(([, grouped]) => grouped === sql)?.[0];
    return key === undefined ? undefined : `(${key})::bpchar`;
  }

  /** Plans something that is computed before groups are made: WHERE, an aggregate's arguments. */
  beforeGroups<Result>(plan: () => Result): Result {
    const { groupedText } = this;
    this.groupedText = new Map();
    const result = plan();
    this.groupedText = groupedText;
    return result;
  }

  /** Notes a sort-based or DISTINCT aggregate. @throws SqlError when this SELECT has both */
  noteAggregate(kind: "sorted" | "distinct", position: number): void {
    this.#aggregates.add(kind);
    if (this.#aggregates.size < 2) return;
    throw new SqlError(
      "0A000",
      "Using LISTAGG/PERCENTILE_CONT/MEDIAN aggregate functions with other distinct aggregate function not supported",
      { position },
    );
  }

  /** This scope with other SQL for its columns, under the same names. */
  renamed(sqlOf: (column: ScopeColumn) => string): Scope {
    const other = new Scope(this.state, this.parent);
    for (const [name, source] of this.#common) other.defineCommon(name, source);
    for (const source of this.sources) {
      const columns = source.columns.map((column) => ({
        name: column.name,
        type: column.type,
        weight: column.weight,
        sql: sqlOf(column),
      }));
      other.sources.push({ ...source, columns });
    }
    return other;
  }

  /** Hides columns that a USING or NATURAL join shows from its other side. */
  merge(hidden: readonly ScopeSource[], names: readonly string[]): void {
    for (const [index, source] of this.sources.entries()) {
      if (!hidden.includes(source)) continue;
      this.sources[index] = { ...source, merged: new Set([...(source.merged ?? []), ...names]) };
    }
  }

  /** The item of FROM a qualifier names, here or in an outer query. */
  source(alias: string, schema?: string): ScopeSource | undefined {
    const found = this.sources.find(
      (source) => source.alias === alias && (schema === undefined || source.schema === schema),
    );
    return found ?? this.parent?.source(alias, schema);
  }

  /** An unqualified column of this query's own FROM. @throws SqlError when it is ambiguous. */
  ownColumn(name: Name): ScopeColumn | undefined {
    const found = this.sources.flatMap((source) =>
      source.columns.filter((column) => column.name === name.text && !source.merged?.has(name.text)),
    );
    if (found.length > 1) {
      throw new SqlError("42702", `column reference "${name.text}" is ambiguous`, { position: name.span.start + 1 });
    }
    return found[0];
  }
}

/** SQLSTATE and words as reported: https://github.com/SQLMesh/sqlmesh/issues/5342 */
export function unsupportedCorrelation(position: number): SqlError {
  return new SqlError("XX000", "This type of correlated subquery pattern is not supported due to internal error", {
    position,
  });
}
