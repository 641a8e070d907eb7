import { expect, test } from "vitest";
import { produceOptionsSchema } from "./produce-options.ts";

test.each([
  [{ count: "0" }, "--count must be a whole number from 1 to 1,000,000,000"],
  [{ rate: "0" }, "--rate must be a number from 0.001 to 1,000,000"],
  [{ rate: "5", for: "5" }, "--for must be a time such as 30s, 5m, 1h or 1h30m, at most 20d"],
  [{ rate: "5", for: "21d" }, "--for must be a time such as 30s, 5m, 1h or 1h30m, at most 20d"],
  [{ for: "5s" }, "--for needs --rate, the records a second"],
  [{ count: "5", for: "5s", rate: "1" }, "--count and --for both say when to end: give one of them"],
  [{ file: "a", count: "5" }, "--file brings its own readings: leave --count out"],
  [{ file: "a", scenario: ["spike"] }, "--file brings its own readings: leave --scenario out"],
  [{ count: "5", scenario: ["nope"] }, /^--scenario has no "nope": choose from heat-wave, /],
  [{ count: "5", encoding: "xml" }, "--encoding must be one of json, base64, hex"],
  [{ count: "5", encoding: "hex", scenario: ["gzip"] }, /^--encoding hex and --scenario gzip both encode/],
  [{ count: "5", sensors: "1", scenario: ["silent-sensor"] }, /^--scenario silent-sensor silences one sensor/],
  [{ count: "5", start: "today" }, "--start must be a time such as 2026-11-23T12:00:00Z"],
  [{ start: "2026-11-23T12:00:00Z" }, "--start needs --count or --rate"],
  [{ count: "5", stream: "a/b" }, "--stream must be 1 to 128 letters, digits or any of _ . -"],
  [{ count: "5", rejectFile: "-" }, "--reject-file must be a file"],
  [{ dryRun: true }, "--dry-run needs --count, --rate or --file"],
  [{ dryRun: true, count: "5", json: true }, "--dry-run prints NDJSON as it is: leave --json out"],
  [{ json: true }, "--json needs --count, --rate or --file: the menu asks a person"],
])("%o is refused in one sentence", (options, sentence) => {
  const { error } = produceOptionsSchema.safeParse(options);
  expect(error?.issues.map(({ message }) => message)).toEqual([
    typeof sentence === "string" ? sentence : expect.stringMatching(sentence),
  ]);
});

test("times are read as milliseconds, rates with their fraction", () => {
  expect(produceOptionsSchema.parse({ rate: "0.5", for: "1h30m" })).toMatchObject({ rate: 0.5, for: 5_400_000 });
});
