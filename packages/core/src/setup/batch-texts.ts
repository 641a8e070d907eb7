import type { Payload } from "./states-language.ts";

/** Where the texts lie in a state's data. */
export const TEXTS = "$.texts";

export interface BatchTexts {
  /** What stands before, between and behind the values, for a Pass state that puts it at `$.texts`. */
  readonly texts: Payload;
  /** The call that makes the list of statements of it. */
  readonly list: string;
}

/**
 * The statements of a batch, each with the values of its parameters in its text.
 *
 * BatchExecuteStatement has had `Parameters` since April 2026 only, and which fields of a service Step Functions knows is nowhere
 * listed: one that it does not know has the whole deployment refused. So a value stands in the text, and must be one that the
 * warehouse itself has written in a form of ours, such as a time by TO_CHAR. The texts come by their paths, because inside a
 * function's call quotes and brackets would have to be escaped.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 *
 * @param statements with `:name` where a parameter's value goes
 * @param parameters paths by name
 * @example batchTexts(["DELETE FROM t WHERE a < :x"], { x: "$.x" })
 *   // { texts: { s0_0: "DELETE FROM t WHERE a < '", s0_1: "'" }, list: "States.Array(States.Format('{}{}{}', $.texts.s0_0, $.x, $.texts.s0_1))" }
 */
export function batchTexts(statements: readonly string[], parameters: Readonly<Record<string, string>>): BatchTexts {
  const place = new RegExp(`(?<!:):(${Object.keys(parameters).join("|")})\\b`);
  const texts: Record<string, string> = {};
  const calls = statements.map((statement, index) => {
    // Text and name in turn.
    const parts = statement.split(place);
    const paths = parts.map((part, at) => {
      if (at % 2 === 1) return parameters[part] ?? "";
      texts[`s${index}_${at / 2}`] = `${at === 0 ? "" : "'"}${part}${at === parts.length - 1 ? "" : "'"}`;
      return `${TEXTS}.s${index}_${at / 2}`;
    });
    return `States.Format('${"{}".repeat(paths.length)}', ${paths.join(", ")})`;
  });
  return { texts, list: `States.Array(${calls.join(", ")})` };
}
