import { format } from "node:util";

const CONSOLE_LEVELS = {
  trace: "TRACE",
  debug: "DEBUG",
  log: "INFO",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
} as const;

/** Below INFO, Lambda's default level. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
const FILTERED: ReadonlySet<unknown> = new Set(["TRACE", "DEBUG"]);

export interface CapturedOutput {
  /** The invocation that console lines are marked with. */
  requestId: string | undefined;
}

/**
 * Sends all that a function prints to `write`, one call per write, in the order of printing.
 * console.* lines get Lambda's prefix or, with JSON logging, its envelope; what goes to stdout directly is left as it
 * is: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html. With JSON logging lines below INFO are dropped.
 */
export function captureOutput(logFormat: "Text" | "JSON", output: (text: string) => void): CapturedOutput {
  const write = (text: string) => {
    if (logFormat === "Text" || !FILTERED.has(levelOf(text))) output(text);
  };
  const state: CapturedOutput = { requestId: undefined };
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: Uint8Array | string, ...rest: unknown[]) => {
      write(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
      const done = rest.find((argument): argument is () => void => typeof argument === "function");
      done?.();
      return true;
    };
  }
  for (const [method, level] of Object.entries(CONSOLE_LEVELS)) {
    Object.assign(console, {
      [method]: (...values: unknown[]) => write(`${consoleLine(logFormat, level, state.requestId, values)}\n`),
    });
  }
  return state;
}

/** The level that a JSON line says it has; undefined for every other text. */
function levelOf(text: string): string | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const { level } = JSON.parse(text) as { level?: unknown };
    return typeof level === "string" ? level.toUpperCase() : undefined;
  } catch {
    // Braces alone make no JSON: such a text has no level.
    return undefined;
  }
}

function consoleLine(logFormat: "Text" | "JSON", level: string, requestId: string | undefined, values: unknown[]) {
  const timestamp = new Date().toISOString();
  if (logFormat === "Text") return `${timestamp}\t${requestId ?? "undefined"}\t${level}\t${format(...values)}`;
  const [first] = values;
  const message = values.length === 1 && typeof first === "object" && first !== null ? first : format(...values);
  return JSON.stringify({ timestamp, level, requestId, message });
}
