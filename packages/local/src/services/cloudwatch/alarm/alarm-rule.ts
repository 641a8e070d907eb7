import { AwsError } from "../../../service.ts";
import type { AlarmState } from "./evaluate-alarm.ts";

/**
 * The rule of a composite alarm.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html and
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html, which has AT_LEAST and what needs quotation marks.
 */
export interface AlarmRule {
  readonly text: string;
  readonly tree: RuleNode;
  /** Names of the alarms it refers to. */
  readonly alarms: readonly string[];
}

interface StateNode {
  readonly kind: "state";
  readonly state: AlarmState;
  readonly alarm: string;
}

type RuleNode =
  | { readonly kind: "constant"; readonly value: boolean }
  | StateNode
  | { readonly kind: "at least"; readonly count: number; readonly negated: boolean; readonly of: readonly StateNode[] }
  | { readonly kind: "not"; readonly operand: RuleNode }
  | { readonly kind: "and" | "or"; readonly left: RuleNode; readonly right: RuleNode };

const STATES: ReadonlySet<string> = new Set(["ALARM", "OK", "INSUFFICIENT_DATA"]);
const TOKEN = /\s*(?:"(?<quoted>(?:\\.|[^"\\])*)"|(?<bracket>[(),])|(?<word>[^\s(),"]+))/y;

/**
 * "The AlarmRule can specify as many as 100 "children" alarms. The AlarmRule expression can have as many as 500 elements. Elements are child
 * alarms, TRUE or FALSE statements, and parentheses." Brackets of functions are not counted here, as AWS does not say that they are.
 */
const MAXIMUM_ALARMS = 100;
const MAXIMUM_ELEMENTS = 500;

interface Token {
  readonly text: string;
  readonly kind: "quoted" | "bracket" | "word";
  readonly position: number;
}

/**
 * Reads `ALARM("name or ARN") AND NOT (OK(x) OR FALSE)`; NOT binds strongest, then AND, then OR. A name with a space, a
 * bracket or a comma stands in quotation marks.
 * @throws {AwsError} ValidationError with the place in the text.
 */
export function parseAlarmRule(text: string): AlarmRule {
  const tokens = lex(text);
  let index = 0;
  let elements = 0;
  const alarms = new Set<string>();

  const fail = (what: string): never => {
    const position = tokens[index]?.position ?? text.length;
    throw ruleError(text, position, what);
  };
  const acceptWord = (word: string): boolean => {
    if (tokens[index]?.kind !== "word" || tokens[index]?.text !== word) return false;
    index += 1;
    return true;
  };
  const expectBracket = (bracket: string): void => {
    if (tokens[index]?.kind !== "bracket" || tokens[index]?.text !== bracket) fail(`"${bracket}" is expected`);
    index += 1;
  };
  const parseOr = (): RuleNode => {
    let left = parseAnd();
    while (acceptWord("OR")) left = { kind: "or", left, right: parseAnd() };
    return left;
  };
  const parseAnd = (): RuleNode => {
    let left = parseNot();
    while (acceptWord("AND")) left = { kind: "and", left, right: parseNot() };
    return left;
  };
  const parseNot = (): RuleNode => (acceptWord("NOT") ? { kind: "not", operand: parseNot() } : parseTerm());
  const parseTerm = (): RuleNode => {
    const token = tokens[index];
    if (acceptWord("TRUE") || acceptWord("FALSE")) {
      elements += 1;
      return { kind: "constant", value: token?.text === "TRUE" };
    }
    if (acceptWord("AT_LEAST")) return parseAtLeast();
    if (token?.kind === "bracket" && token.text === "(") {
      index += 1;
      elements += 2;
      const inner = parseOr();
      expectBracket(")");
      return inner;
    }
    const state = parseState("ALARM, OK, INSUFFICIENT_DATA, AT_LEAST, TRUE, FALSE, NOT or a bracket is expected");
    expectBracket("(");
    const alarm = parseAlarm();
    expectBracket(")");
    return { kind: "state", state, alarm };
  };
  const parseState = (expected: string): AlarmState => {
    const token = tokens[index];
    if (token?.kind !== "word" || !isState(token.text)) return fail(expected);
    index += 1;
    return token.text;
  };
  const parseAlarm = (): string => {
    const named = tokens[index];
    if (named === undefined || named.kind === "bracket") return fail("the name or ARN of an alarm is expected");
    index += 1;
    elements += 1;
    const alarm = alarmNameOf(named.text);
    alarms.add(alarm);
    return alarm;
  };
  /** `AT_LEAST(2, ALARM, (a, b, c))`, `AT_LEAST(50%, NOT OK, (a, b))`. */
  const parseAtLeast = (): RuleNode => {
    expectBracket("(");
    const [, number, percent] = /^(\d{1,3})(%?)$/.exec(tokens[index]?.text ?? "") ?? [];
    if (number === undefined || Number(number) === 0 || (percent === "%" && Number(number) > 100))
      return fail("a number from 1, or a percentage from 1% to 100%, is expected");
    index += 1;
    expectBracket(",");
    const negated = acceptWord("NOT");
    const state = parseState("ALARM, OK or INSUFFICIENT_DATA, or one of them after NOT, is expected");
    expectBracket(",");
    expectBracket("(");
    const of: StateNode[] = [{ kind: "state", state, alarm: parseAlarm() }];
    while (tokens[index]?.text === ",") {
      index += 1;
      of.push({ kind: "state", state, alarm: parseAlarm() });
    }
    expectBracket(")");
    expectBracket(")");
    const count = percent === "%" ? Math.ceil((Number(number) / 100) * of.length) : Number(number);
    if (count > of.length) return fail(`AT_LEAST asks for ${count} of ${of.length} alarms`);
    return { kind: "at least", count, negated, of };
  };

  const tree = parseOr();
  if (index < tokens.length) fail(`"${tokens[index]?.text}" is not expected here`);
  if (alarms.size > MAXIMUM_ALARMS)
    throw ruleError(text, 0, `it refers to ${alarms.size} alarms, and ${MAXIMUM_ALARMS} are allowed`);
  if (elements > MAXIMUM_ELEMENTS)
    throw ruleError(text, 0, `it has ${elements} elements, and ${MAXIMUM_ELEMENTS} are allowed`);
  return { text, tree, alarms: [...alarms] };
}

/** Whether a rule is true, given the state of each alarm it refers to. */
export function evaluateAlarmRule(rule: AlarmRule, stateOf: (alarm: string) => AlarmState | undefined): boolean {
  const evaluate = (node: RuleNode): boolean => {
    switch (node.kind) {
      case "constant":
        return node.value;
      case "state":
        return stateOf(node.alarm) === node.state;
      case "at least":
        return node.of.filter((each) => evaluate(each) !== node.negated).length >= node.count;
      case "not":
        return !evaluate(node.operand);
      case "and":
        return evaluate(node.left) && evaluate(node.right);
      case "or":
        return evaluate(node.left) || evaluate(node.right);
    }
  };
  return evaluate(rule.tree);
}

/** The name in `arn:aws:cloudwatch:<region>:<account>:alarm:<name>`; a name is itself. */
export function alarmNameOf(nameOrArn: string): string {
  return /^arn:[^:]+:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/.exec(nameOrArn)?.[1] ?? nameOrArn;
}

function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (text.slice(position).trim() !== "") {
    TOKEN.lastIndex = position;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) throw ruleError(text, position, "this can't be read");
    const start = position;
    position = TOKEN.lastIndex;
    const { quoted, bracket, word } = groups;
    if (quoted !== undefined) tokens.push({ kind: "quoted", text: quoted.replace(/\\(.)/g, "$1"), position: start });
    else if (bracket !== undefined) tokens.push({ kind: "bracket", text: bracket, position: start });
    else tokens.push({ kind: "word", text: word ?? "", position: start });
  }
  return tokens;
}

function isState(text: string): text is AlarmState {
  return STATES.has(text);
}

function ruleError(text: string, position: number, what: string): AwsError {
  return new AwsError("ValidationError", `Error in AlarmRule "${text}" at character ${position + 1}: ${what}.`);
}
