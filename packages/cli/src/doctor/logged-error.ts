/**
 * Name and message of the error in a line of a function's JSON log: as Powertools writes it (`error`), or Lambda itself,
 * whose `message` is an object or text that ends in one.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function loggedError(line: string): string {
  const { error, message } = fieldsOf(parse(line));
  const { name, message: words } = fieldsOf(error);
  if (typeof words === "string") return told(name, words);
  const thrown = typeof message === "string" ? parse(/\{.*\}\s*$/s.exec(message)?.[0] ?? "") : message;
  const { errorType, errorMessage } = fieldsOf(thrown);
  if (typeof errorMessage === "string") return told(errorType, errorMessage);
  return told(undefined, typeof message === "string" ? message : line);
}

function told(name: unknown, words: string): string {
  const line = words.replace(/\s+/g, " ").trim();
  return typeof name === "string" ? `${name}: ${line}` : line;
}

/** What a stranger wrote: no JSON is no fields. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
