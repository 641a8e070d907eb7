import { NotSupportedError } from "../../service.ts";
import { parseJsonPattern } from "./json-pattern.ts";

export type MatchesMessage = (message: string) => boolean;

const TERM = /\s*(?<mark>[?-]?)(?:"(?<phrase>[^"]*)"|(?<word>[^\s"]+))/y;

/**
 * Reads a filter pattern of unstructured text (terms, "phrases", ?either, -not) or of JSON (`{ $.level = "ERROR" }`).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * @throws {NotSupportedError} for space-delimited patterns and regular expressions.
 * @throws {AwsError} InvalidParameterException
 */
export function parseFilterPattern(pattern: string): MatchesMessage {
  const text = pattern.trim();
  if (text.startsWith("[")) throw new NotSupportedError(`The space-delimited filter pattern ${text}`);
  if (text.startsWith("{")) return parseJsonPattern(text);
  return matchTerms(text);
}

/** All plain terms, none of the excluded ones, and one of the optional ones when there are any. */
function matchTerms(text: string): MatchesMessage {
  const terms: Readonly<Record<string, string[]>> = { "": [], "?": [], "-": [] };
  let position = 0;
  while (text.slice(position).trim() !== "") {
    TERM.lastIndex = position;
    const groups = TERM.exec(text)?.groups;
    if (groups === undefined) throw new NotSupportedError(`The filter pattern ${text}`);
    position = TERM.lastIndex;
    const term = groups.phrase ?? groups.word ?? "";
    if (groups.phrase === undefined && /^%.*%$/.test(term))
      throw new NotSupportedError(`The regular expression ${term} in a filter pattern`);
    terms[groups.mark ?? ""]?.push(term);
  }
  const { "": wanted = [], "?": optional = [], "-": excluded = [] } = terms;
  return (message) =>
    wanted.every((term) => message.includes(term)) &&
    !excluded.some((term) => message.includes(term)) &&
    (optional.length === 0 || optional.some((term) => message.includes(term)));
}
