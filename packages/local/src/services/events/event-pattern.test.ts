import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesPattern, parseEventPattern } from "./event-pattern.ts";

const EVENT = {
  source: "aws.cloudwatch",
  "detail-type": "CloudWatch Alarm State Change",
  resources: ["arn:aws:cloudwatch:us-east-1:000000000000:alarm:a", "arn:other"],
  detail: { state: { value: "ALARM" }, count: 5, empty: null, flag: true, list: [{ k: 1 }, { k: 2 }] },
};

function matches(pattern: unknown): boolean {
  return matchesPattern(parseEventPattern(JSON.stringify(pattern)), EVENT);
}

test.each([
  [{ source: ["aws.cloudwatch"] }, true],
  [{ source: ["aws.states", "aws.cloudwatch"] }, true],
  [{ source: ["aws.states"] }, false],
  [{ source: ["aws.cloudwatch"], detail: { state: { value: ["ALARM"] } } }, true],
  [{ source: ["aws.cloudwatch"], detail: { state: { value: ["OK"] } } }, false],
  [{ resources: ["arn:other"] }, true],
  [{ resources: [{ prefix: "arn:aws:cloudwatch:" }] }, true],
  [{ "detail-type": [{ suffix: "State Change" }] }, true],
  [{ detail: { missing: [{ exists: false }] } }, true],
  [{ detail: { missing: { deeper: [{ exists: false }] } } }, true],
  [{ detail: { count: [{ exists: false }] } }, false],
  [{ detail: { count: [{ numeric: [">", 0, "<=", 5] }] } }, true],
  [{ detail: { count: [{ numeric: ["<", 5] }] } }, false],
  [{ detail: { state: { value: [{ "anything-but": "OK" }] } } }, true],
  [{ detail: { state: { value: [{ "anything-but": ["OK", "ALARM"] }] } } }, false],
  [{ detail: { state: { value: [{ "anything-but": { prefix: "AL" } }] } } }, false],
  [{ detail: { missing: [{ "anything-but": "OK" }] } }, false],
  [{ detail: { empty: [null] } }, true],
  [{ detail: { flag: [true] } }, true],
  [{ detail: { count: ["5"] } }, false],
  [{ detail: { list: { k: [2] } } }, true],
])("The pattern %j matches the event: %s", (pattern, expected) => {
  expect(matches(pattern)).toBe(expected);
});

test.each([
  ["{", /it is not JSON/],
  ["{}", /must be an object with at least one field/],
  ['{"source": "aws"}', /source must be an object/],
  ['{"source": []}', /must not be an empty array/],
  ['{"source": [{"prefx": "a"}]}', /"prefx" of source is no operator/],
  ['{"source": [{"prefix": 1}]}', /prefix of source takes a text/],
  ['{"source": [{"numeric": [">"]}]}', /takes one or two comparisons/],
  ['{"source": [{"wildcard": "a*"}]}', /The operator wildcard in an event pattern is not supported/],
  ['{"$or": [{"source": ["a"]}]}', /\$or in an event pattern is not supported/],
])("The pattern %s is refused with the reason", (json, message) => {
  expect(() => parseEventPattern(json)).toThrow(message);
});

test("A pattern made of an event's own texts matches it", () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  const event = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,5}$/),
    fc.oneof(leaf, fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), leaf, { minKeys: 1 })),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(event, (fields) => {
      const pattern = Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          typeof value === "object"
            ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, [inner]]))
            : [value],
        ]),
      );
      expect(matchesPattern(parseEventPattern(JSON.stringify(pattern)), JSON.parse(JSON.stringify(fields)))).toBe(true);
    }),
  );
});
