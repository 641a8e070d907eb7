import type { Outcome, ResultColumn } from "../execute/execution.ts";
import type { ParsedStatement } from "../sql/parse.ts";
import { SqlError } from "../sql/sql-error.ts";
import {
  BIND_COMPLETE,
  CLOSE_COMPLETE,
  commandComplete,
  EMPTY_QUERY,
  NO_DATA,
  noticeResponse,
  PARSE_COMPLETE,
  PORTAL_SUSPENDED,
  parameterDescription,
  rowDescription,
} from "./backend-message.ts";
import { bindParameters, unboundParameters } from "./bind-parameters.ts";
import { commandTag } from "./command-tag.ts";
import type { Format, FrontendMessage } from "./frontend-message.ts";
import type { MessageSink } from "./message-sink.ts";
import { parameterTypeIds } from "./parameter-types.ts";
import type { Parameters, PsqlSession } from "./psql-session.ts";
import { noticeReport } from "./report.ts";
import { formatChooser, sendRows } from "./result-rows.ts";
import { changedStatus } from "./session-status.ts";
import { StatementGroup } from "./statement-group.ts";

/** Prepared statements, or portals, of one session. */
const MOST_NAMES = 1000;
/** https://docs.aws.amazon.com/redshift/latest/dg/r_PREPARE.html */
const MOST_PARAMETERS = 32_767;

type Message<Kind extends FrontendMessage["kind"]> = Extract<FrontendMessage, { kind: Kind }>;

interface Prepared {
  /** Undefined for an empty text. */
  readonly parsed: ParsedStatement | undefined;
  /** One for each of its parameters. */
  readonly typeIds: readonly number[];
}

interface Portal {
  readonly prepared: Prepared;
  readonly parameters: Parameters;
  readonly resultFormats: readonly Format[];
  /** Set once it was executed. */
  outcome?: Outcome;
  /** Rows of the outcome that were sent. */
  sent: number;
}

/**
 * The extended protocol of one session: statements parsed once, bound to values, executed in pieces.
 * https://www.postgresql.org/docs/8.0/protocol-flow.html
 */
export class ExtendedQuery {
  readonly #session: PsqlSession;
  readonly #sink: MessageSink;
  readonly #statements = new Map<string, Prepared>();
  readonly #portals = new Map<string, Portal>();
  #group: StatementGroup;

  constructor(session: PsqlSession, sink: MessageSink) {
    this.#session = session;
    this.#sink = sink;
    this.#group = new StatementGroup(session);
  }

  /** @throws {SqlError} */
  async parse({ statement: name, sql, typeIds }: Message<"parse">): Promise<void> {
    if (name !== "" && this.#statements.has(name)) {
      throw new SqlError("42P05", `prepared statement "${name}" already exists`);
    }
    const [parsed, second] = this.#session.parse(sql, "positional");
    if (second !== undefined) throw new SqlError("42601", "cannot insert multiple commands into a prepared statement");
    const parameterCount = Math.max(typeIds.length, ...(parsed?.parameters ?? []).map(Number));
    if (parameterCount > MOST_PARAMETERS) {
      throw new SqlError("54023", `a prepared statement has at most ${MOST_PARAMETERS} parameters`);
    }
    const types = parameterTypeIds(parsed?.statement, parameterCount, typeIds);
    put(this.#statements, name, { parsed, typeIds: types });
    await this.#sink.send(PARSE_COMPLETE);
  }

  /** @throws {SqlError} */
  async bind({ portal: name, statement, resultFormats, ...binding }: Message<"bind">): Promise<void> {
    const prepared = this.#statement(statement);
    if (name !== "" && this.#portals.has(name)) throw new SqlError("42P03", `portal "${name}" already exists`);
    const parameters = bindParameters({ ...binding, typeIds: prepared.typeIds });
    put(this.#portals, name, { prepared, parameters, resultFormats, sent: 0 });
    await this.#sink.send(BIND_COMPLETE);
  }

  /** @throws {SqlError} */
  async describe({ target, name }: Message<"describe">): Promise<void> {
    if (target === "portal") {
      const portal = this.#portal(name);
      const { prepared, parameters, resultFormats } = portal;
      if (isToldByRunning(prepared)) portal.outcome ??= await this.#run(prepared, parameters);
      const columns = portal.outcome?.resultSet?.columns ?? (await this.#columns(prepared, parameters));
      await this.#describeRows(columns, resultFormats);
      return;
    }
    const prepared = this.#statement(name);
    const columns = await this.#columns(prepared, unboundParameters(prepared.typeIds));
    await this.#sink.send(parameterDescription(prepared.typeIds));
    await this.#describeRows(columns, []);
  }

  /** @param more whether more than Sync follows, so that the statement does not stand alone @throws {SqlError} */
  async execute({ portal: name, limit }: Message<"execute">, more: boolean, signal: AbortSignal): Promise<void> {
    const portal = this.#portal(name);
    const { parsed } = portal.prepared;
    if (parsed === undefined) {
      await this.#sink.send(EMPTY_QUERY);
      return;
    }
    if (portal.outcome === undefined) {
      portal.outcome = await this.#group.run(parsed, { parameters: portal.parameters, signal, isLast: !more });
      for (const notice of portal.outcome.notices ?? []) await this.#sink.send(noticeResponse(noticeReport(notice)));
    }
    const { resultSet, rowCount } = portal.outcome;
    if (resultSet === undefined) {
      await this.#sink.send(...changedStatus(parsed.statement, this.#session.settings));
      await this.#sink.send(commandComplete(commandTag(parsed.statement, portal.outcome)));
      return;
    }
    const start = portal.sent;
    const end = limit === 0 ? resultSet.rows.length : Math.min(resultSet.rows.length, start + limit);
    const formatAt = formatChooser(portal.resultFormats, resultSet.columns.length);
    await sendRows(this.#sink, resultSet, formatAt, { start, end });
    portal.sent = end;
    // A limit that is met suspends the portal, as in PostgreSQL, though no row may be left.
    const suspended = limit !== 0 && end - start === limit;
    const count = resultSet.rows.length === rowCount ? end - start : rowCount;
    const tag = commandTag(parsed.statement, { ...portal.outcome, rowCount: count });
    await this.#sink.send(suspended ? PORTAL_SUSPENDED : commandComplete(tag));
  }

  async close({ target, name }: Message<"close">): Promise<void> {
    (target === "statement" ? this.#statements : this.#portals).delete(name);
    await this.#sink.send(CLOSE_COMPLETE);
  }

  /** Ends what came since the last Sync. @throws {SqlError} when it can't be committed */
  async sync(failed: boolean): Promise<void> {
    const group = this.#group;
    this.#group = new StatementGroup(this.#session);
    try {
      await (failed ? group.rollBack() : group.commit(new AbortController().signal));
    } finally {
      // Portals end with their transaction.
      if (this.#session.transactionStatus === "idle") this.#portals.clear();
    }
  }

  /** A simple query ends the unnamed statement and portal, and commits what went before. @throws {SqlError} */
  async interrupt(): Promise<void> {
    this.#statements.delete("");
    this.#portals.delete("");
    await this.sync(false);
  }

  async #columns(prepared: Prepared, parameters: Parameters): Promise<readonly ResultColumn[] | undefined> {
    if (prepared.parsed === undefined) return undefined;
    if (isToldByRunning(prepared)) return (await this.#run(prepared, parameters)).resultSet?.columns;
    return this.#session.describe(prepared.parsed, parameters);
  }

  async #run({ parsed }: Prepared, parameters: Parameters): Promise<Outcome> {
    if (parsed === undefined) return { rowCount: 0 };
    return this.#session.execute(parsed, { parameters, signal: new AbortController().signal });
  }

  async #describeRows(columns: readonly ResultColumn[] | undefined, formats: readonly Format[]): Promise<void> {
    await this.#sink.send(
      columns === undefined ? NO_DATA : rowDescription(columns, formatChooser(formats, columns.length)),
    );
  }

  #statement(name: string): Prepared {
    const prepared = this.#statements.get(name);
    if (prepared !== undefined) return prepared;
    throw new SqlError(
      "26000",
      name === "" ? "unnamed prepared statement does not exist" : `prepared statement "${name}" does not exist`,
    );
  }

  #portal(name: string): Portal {
    const portal = this.#portals.get(name);
    if (portal === undefined) throw new SqlError("34000", `portal "${name}" does not exist`);
    return portal;
  }
}

/** Statements that only tell something, of whose columns nothing is known before. */
function isToldByRunning({ parsed }: Prepared): boolean {
  const kind = parsed?.statement.kind;
  return kind === "show" || kind === "show list" || kind === "show definition" || kind === "explain";
}

function put<Item>(items: Map<string, Item>, name: string, item: Item): void {
  if (!items.has(name) && items.size >= MOST_NAMES) {
    throw new SqlError("53400", `more than ${MOST_NAMES} prepared statements or portals in one session`);
  }
  items.set(name, item);
}
