/** Condition keys of a request, in lower case, since IAM does not tell case in their names apart. */
export type RequestKeys = ReadonlyMap<string, string>;

/** Gives the pattern for one request; undefined when it has no key for a variable, and then nothing matches. */
export type PatternFor = (keys: RequestKeys) => RegExp | undefined;

const TOKENS = /\$\{([^}]*)\}|\*|\?/g;
/** `${*}`, `${?}` and `${$}` stand for the characters themselves. */
const LITERAL_VARIABLES = new Set(["*", "?", "$"]);
const WILDCARDS: Readonly<Record<string, string>> = { "*": "[\\s\\S]*", "?": "[\\s\\S]" };

/**
 * A text of a policy with IAM's wildcards (`*` any characters, `?` one, across the parts of an ARN too) and variables (`${aws:username}`,
 * `${aws:PrincipalTag/team, 'none'}`). A variable's value is taken literally, wildcards in it included.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function patternOf(text: string, { ignoreCase = false, wildcards = true } = {}): PatternFor {
  const parts: ((keys: RequestKeys) => string | undefined)[] = [];
  let end = 0;
  for (const token of text.matchAll(TOKENS)) {
    parts.push(constant(escapeRegExp(text.slice(end, token.index))));
    const [whole, variable] = token;
    if (variable === undefined) parts.push(constant(wildcards ? (WILDCARDS[whole] ?? "") : escapeRegExp(whole)));
    else parts.push(variableOf(variable));
    end = token.index + whole.length;
  }
  parts.push(constant(escapeRegExp(text.slice(end))));

  const compile: PatternFor = (keys) => {
    const sources = parts.map((part) => part(keys));
    return sources.includes(undefined) ? undefined : new RegExp(`^${sources.join("")}$`, ignoreCase ? "i" : "");
  };
  if (text.includes("${")) return compile;
  const compiled = compile(new Map());
  return () => compiled;
}

/**
 * ArnLike and ArnEquals: each of the six parts is compared for itself, so a wildcard does not reach over a colon.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnPatternOf(text: string): (arn: string, keys: RequestKeys) => boolean {
  const wanted = arnParts(text).map((part) => patternOf(part));
  return (arn, keys) => {
    const given = arnParts(arn);
    return (
      wanted.length === given.length &&
      wanted.every((pattern, index) => pattern(keys)?.test(given[index] ?? "") === true)
    );
  };
}

/** Splits at the colons outside variables: `${aws:username}` is one piece. */
function arnParts(arn: string): string[] {
  const parts = arn.match(/(?:\$\{[^}]*\}|[^:])*(?::|$)/g)?.map((part) => part.replace(/:$/, "")) ?? [];
  if (!arn.endsWith(":")) parts.pop();
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function variableOf(body: string): (keys: RequestKeys) => string | undefined {
  if (LITERAL_VARIABLES.has(body)) return constant(escapeRegExp(body));
  const [name = "", fallback] = body.split(",").map((part) => part.trim());
  return (keys) => {
    const value = keys.get(name.toLowerCase()) ?? fallback?.replace(/^'(.*)'$/, "$1");
    return value === undefined ? undefined : escapeRegExp(value);
  };
}

function constant(text: string): () => string {
  return () => text;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
