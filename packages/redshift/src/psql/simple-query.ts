import { commandComplete, EMPTY_QUERY, noticeResponse, rowDescription } from "./backend-message.ts";
import { commandTag } from "./command-tag.ts";
import type { MessageSink } from "./message-sink.ts";
import type { PsqlSession } from "./psql-session.ts";
import { noticeReport } from "./report.ts";
import { sendRows } from "./result-rows.ts";
import { changedStatus } from "./session-status.ts";
import { StatementGroup } from "./statement-group.ts";

const asText = () => "text" as const;

/** Runs a text of statements, each answered in full before the next. @throws {SqlError} with the first that fails */
export async function runSimpleQuery(
  session: PsqlSession,
  sink: MessageSink,
  sql: string,
  signal: AbortSignal,
): Promise<void> {
  const statements = session.parse(sql, "positional");
  const group = new StatementGroup(session);
  if (statements.length === 0) await sink.send(EMPTY_QUERY);
  for (const [index, parsed] of statements.entries()) {
    const isLast = index === statements.length - 1;
    const outcome = await group.run(parsed, { parameters: new Map(), signal, isLast });
    for (const notice of outcome.notices ?? []) await sink.send(noticeResponse(noticeReport(notice)));
    if (outcome.resultSet !== undefined) {
      const { columns, rows } = outcome.resultSet;
      await sink.send(rowDescription(columns, asText));
      await sendRows(sink, outcome.resultSet, asText, { start: 0, end: rows.length });
    }
    await sink.send(...changedStatus(parsed.statement, session.settings));
    await sink.send(commandComplete(commandTag(parsed.statement, outcome)));
  }
}
