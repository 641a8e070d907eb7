import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateAlarmRule, parseAlarmRule } from "./alarm-rule.ts";
import type { AlarmState } from "./evaluate-alarm.ts";

const STATES: Readonly<Record<string, AlarmState>> = {
  a: "ALARM",
  o: "OK",
  i: "INSUFFICIENT_DATA",
  n: "INSUFFICIENT_DATA",
  a2: "ALARM",
  o2: "OK",
  'with, comma (and "quotes")': "ALARM",
  "with space": "ALARM",
};

function evaluate(text: string): boolean {
  return evaluateAlarmRule(parseAlarmRule(text), (name) => STATES[name]);
}

test.each([
  ["ALARM(a)", true],
  ['ALARM("with space")', true],
  ["ALARM(o)", false],
  ["OK(o) AND INSUFFICIENT_DATA(i)", true],
  ["NOT ALARM(a) OR TRUE", true],
  ["NOT (ALARM(a) OR TRUE)", false],
  ["TRUE OR TRUE AND FALSE", true],
  ["(TRUE OR TRUE) AND FALSE", false],
  ["NOT NOT ALARM(a)", true],
  ["ALARM(arn:aws:cloudwatch:us-east-1:000000000000:alarm:a)", true],
  ["AT_LEAST(1, ALARM, (a, o, i))", true],
  ["AT_LEAST(2, ALARM, (a, o, i))", false],
  ['AT_LEAST(2, ALARM, (a, "with space", i))', true],
  ["AT_LEAST(2, NOT OK, (a, o, i))", true],
  ["AT_LEAST(3, NOT OK, (a, o, i))", false],
  // A third and more of three is two of them.
  ["AT_LEAST(34%, ALARM, (a, o, i))", false],
  ["AT_LEAST(33%, ALARM, (a, o, i))", true],
  ["AT_LEAST(100%, NOT INSUFFICIENT_DATA, (a, o))", true],
  ["AT_LEAST(1, OK, (o)) AND NOT AT_LEAST(1, ALARM, (o))", true],
])("%s is %s", (text, expected) => {
  expect(evaluate(text)).toBe(expected);
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html */
test.each([
  ["ALARM(a) AND ALARM(o)", false],
  ["AT_LEAST(2, ALARM, (a, o, i, n))", false],
  ["AT_LEAST(2, ALARM, (a, o, n, a))", true],
  ["AT_LEAST(50%, OK, (o, a, i, n))", false],
  ["AT_LEAST(50%, OK, (o, o2, i, n))", true],
  ["ALARM(a) AND NOT ALARM(n)", true],
  ["AT_LEAST(2, ALARM, (a, a2, o)) AND NOT ALARM(n)", true],
  ['ALARM("with, comma (and \\"quotes\\")")', true],
  ["ALARM (a)", true],
])("AWS's page of composite alarms: %s is %s", (text, expected) => {
  expect(evaluate(text)).toBe(expected);
});

test("A rule has at most 500 elements: alarms, TRUE, FALSE and brackets", () => {
  const rule = (constants: number) => `(ALARM(a)) OR ${Array.from({ length: constants }, () => "TRUE").join(" OR ")}`;
  expect(parseAlarmRule(rule(497)).alarms).toEqual(["a"]);
  expect(() => parseAlarmRule(rule(498))).toThrow("it has 501 elements, and 500 are allowed");
});

test("A rule names the alarms it refers to once each", () => {
  expect(parseAlarmRule('ALARM(a) OR OK("a") OR ALARM(o)').alarms).toEqual(["a", "o"]);
  expect(parseAlarmRule("AT_LEAST(1, ALARM, (a, o)) AND OK(i)").alarms).toEqual(["a", "o", "i"]);
});

test.each([
  ["", /is expected/],
  ["ALARM", /"\(" is expected/],
  ["ALARM()", /the name or ARN of an alarm is expected/],
  ["ALARM(a) ALARM(o)", /at character 9: "ALARM" is not expected here/],
  ["alarm(a)", /ALARM, OK, INSUFFICIENT_DATA/],
  ["(ALARM(a)", /"\)" is expected/],
  ["AT_LEAST(0, ALARM, (a))", /a number from 1, or a percentage from 1% to 100%/],
  ["AT_LEAST(101%, ALARM, (a))", /a percentage from 1% to 100%/],
  ["AT_LEAST(3, ALARM, (a, o))", /AT_LEAST asks for 3 of 2 alarms/],
  ["AT_LEAST(1, TRUE, (a))", /or one of them after NOT, is expected/],
  ["AT_LEAST(1, ALARM, ())", /the name or ARN of an alarm is expected/],
  ["AT_LEAST(1, ALARM, a)", /"\(" is expected/],
])("%j is refused with the reason", (text, message) => {
  expect(() => parseAlarmRule(text)).toThrow(message);
});

test("A rule is what JavaScript makes of the same words", () => {
  const constant = fc.constantFrom("TRUE", "FALSE");
  const { rule } = fc.letrec<{ rule: string }>((tie) => ({
    rule: fc.oneof(
      { depthSize: "small" },
      constant,
      fc.tuple(tie("rule"), fc.constantFrom("AND", "OR"), tie("rule")).map(([a, word, b]) => `(${a} ${word} ${b})`),
      tie("rule").map((inner) => `NOT ${inner}`),
    ),
  }));
  fc.assert(
    fc.property(rule, (text) => {
      const words: Readonly<Record<string, string>> = { TRUE: "true", FALSE: "false", AND: "&&", OR: "||", NOT: "!" };
      const script = text.replace(/[A-Z]+/g, (word) => words[word] ?? word);
      expect(evaluate(text)).toBe(new Function(`return ${script}`)());
    }),
  );
});
