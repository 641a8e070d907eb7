import { SqlError } from "../sql/sql-error.ts";
import type { Report } from "./backend-message.ts";
import { ProtocolError } from "./protocol-error.ts";

/** Severities a notice's text may begin with: `INFO:  Materialized view ...`. */
const NOTICE = /^(INFO|NOTICE|WARNING):\s+/;

const SUCCESSFUL = "00000";
const WARNING = "01000";

/** What a client is told of a failure. */
export function errorReport(error: unknown, severity: "ERROR" | "FATAL" = "ERROR"): Report {
  if (error instanceof SqlError) {
    const { sqlState, message, detail, hint, position } = error;
    return { severity, sqlState, message, detail, hint, position };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { severity, sqlState: error instanceof ProtocolError ? error.sqlState : "XX000", message };
}

/** What a statement says beside its result. */
export function noticeReport(text: string): Report {
  const severity = (NOTICE.exec(text)?.[1] ?? "INFO") as "INFO" | "NOTICE" | "WARNING";
  return {
    severity,
    sqlState: severity === "WARNING" ? WARNING : SUCCESSFUL,
    message: text.replace(NOTICE, ""),
  };
}
