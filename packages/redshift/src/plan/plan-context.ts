import { SqlError } from "../sql/sql-error.ts";
import type { RedshiftType, Span } from "../sql/tree.ts";
import type { Catalog, CatalogRelation } from "./catalog.ts";

/** A parameter's value: a text is converted as a string literal is, or to the type its sender gave it. */
export interface BoundParameter {
  /** NULL as null. */
  readonly text: string | null;
  readonly type?: RedshiftType;
}

/** What functions may do to the session whose statement calls them. */
export interface SessionFunctions {
  /** Of the last statement that ended before this one; -1 when there was none. */
  readonly lastQueryId: number;
  setConfig(name: string, value: string, scope: "session" | "local"): void;
  /** Cancels another session's statement, or ends that session. @throws {SqlError} when it is not this user's */
  cancel(
    pid: number,
    how: "statement" | "session",
    options?: { readonly permitted?: boolean; readonly message?: string },
  ): boolean;
}

/** What planning needs to know of the session and the statement. */
export interface PlanContext {
  readonly catalog: Catalog;
  /** The database connected to; names of three parts may begin with no other. @default any */
  readonly databaseName?: string;
  /** ARN of the role that IAM_ROLE default means. @default none */
  readonly defaultRole?: string;
  /** Values of the statement's parameters, by name. */
  readonly parameters?: ReadonlyMap<string, BoundParameter>;
  /** `enable_case_sensitive_super_attribute`: navigation keeps the case as written. @default false */
  readonly caseSensitiveSuper?: boolean;
  /** A configuration parameter of the session, as SHOW gives it; throws for one that does not exist. */
  readonly setting?: (name: string) => string;
  /** Set for a query that is about to run: its functions may act on the session. */
  readonly session?: SessionFunctions;
  /** The AWS account and the namespace's UUID. */
  readonly identity?: { readonly account: string; readonly namespace: string };
  /** Columns by relation (its engine name) that `*` leaves out, since the user may not read them. */
  readonly unreadable?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Late-binding views whose queries are being planned, by the engine's names. */
  readonly binding?: readonly string[];
  /** Set where the engine takes no query inside an expression: a column's DEFAULT. @default false */
  readonly withoutQueries?: boolean;
}

/** Why a function matters to a rule of materialized views, with the place it stands. */
export interface UsedFunction {
  readonly name: string;
  /** `stable` within a statement, or `volatile`: both are "mutable" to a materialized view. */
  readonly volatility: "immutable" | "stable" | "volatile";
  readonly leaderOnly: boolean;
  /** Runs on the compute nodes only, so over some table of theirs. @default false */
  readonly computeOnly?: boolean;
  readonly span: Span;
}

/** Collects, while a statement is planned, what it reads and calls. */
export class PlanState {
  readonly context: PlanContext;
  readonly relations = new Map<string, CatalogRelation>();
  readonly functions: UsedFunction[] = [];
  #names = 0;

  constructor(context: PlanContext) {
    this.context = context;
  }

  /** A name for a query the text gives none, unused elsewhere in the statement. */
  freshName(stem: string): string {
    this.#names += 1;
    return `${stem} ${this.#names}`;
  }

  /**
   * Functions of the leader node run on no table but PostgreSQL's catalogs; those of the compute nodes need another.
   * https://docs.aws.amazon.com/redshift/latest/dg/c_sql-functions-leader-node.html , c_SQL_functions_compute_node_only.html
   */
  refuseMisplacedFunctions(): void {
    const leader = this.functions.find((used) => used.leaderOnly);
    const compute = this.functions.find((used) => used.computeOnly);
    const onComputeNodes = [...this.relations.values()].some(
      ({ kind, name, schema }) => kind !== "system" || !(name.startsWith("pg_") || schema === "information_schema"),
    );
    const apart = [...this.relations.values()].find(({ leaderOnly }) => leaderOnly);
    // https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_DATABASE.html
    const collate = this.functions.find(({ name }) => name === "collate");
    if (collate !== undefined && this.relations.size > 0 && !onComputeNodes) {
      throw new SqlError("0A000", "Case insensitive collation is not supported in leader node only query.", {
        position: collate.span.start + 1,
      });
    }
    if (apart !== undefined && onComputeNodes) {
      throw new SqlError(
        "0A000",
        "Specified types or functions (one per INFO message) not supported on Redshift tables.",
        { detail: `"${apart.name}" is read on the leader node only.` },
      );
    }
    if (leader !== undefined && onComputeNodes) {
      throw new SqlError(
        "0A000",
        "Specified types or functions (one per INFO message) not supported on Redshift tables.",
        { position: leader.span.start + 1, detail: `Function "${leader.name}" not supported.` },
      );
    }
    if (compute !== undefined && !onComputeNodes) {
      throw new SqlError(
        "0A000",
        "One or more of the used functions must be applied on at least one user created tables. Examples of user table only functions are LISTAGG, MEDIAN, PERCENTILE_CONT, etc",
        { position: compute.span.start + 1 },
      );
    }
  }
}
