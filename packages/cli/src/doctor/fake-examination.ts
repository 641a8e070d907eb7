import { namesOf } from "@sensor-pipeline/core/names";
import { TARGET } from "@sensor-pipeline/core/setup/setup-fixture";
import type { StageWarehouse } from "../target/stage-warehouse.ts";
import type { Examination } from "./examination.ts";
import { StageFacts } from "./stage-facts.ts";

const NOW = Date.parse("2026-11-23T12:00:00Z");

/** Answers of AWS by operation, such as `DescribeAlarms`; an error is thrown. */
export type Answers = Readonly<Record<string, unknown>>;

/** For tests: an examination of a stage named dev whose AWS answers that, and whose database has these rows by file of sql/doctor. */
export function fakeExamination(
  answers: Answers,
  rows: Readonly<Record<string, readonly unknown[]>> = {},
): Examination {
  const send = async (command: { readonly constructor: { readonly name: string }; readonly input: unknown }) => {
    const operation = command.constructor.name.replace(/Command$/, "");
    if (!Object.hasOwn(answers, operation)) throw new Error(`The check asked for ${operation}.`);
    const answer = answers[operation];
    const given: unknown = typeof answer === "function" ? answer(command.input) : answer;
    if (given instanceof Error) throw given;
    return given;
  };
  const examination = {
    names: namesOf("dev"),
    now: () => NOW,
    signal: new AbortController().signal,
    identity: async () => ({
      account: "000000000000",
      partition: "aws",
      region: "us-east-1",
      arn: "arn:aws:iam::1:user/a",
    }),
    reader: new Proxy({}, { get: () => ({ send }) }),
    facts: new StageFacts(
      () => examination,
      async () => ({ target: TARGET }) as StageWarehouse,
    ),
    ask: <Output>(_action: string, call: () => Promise<Output>) => call(),
    query: async (file: string, row: { parse(value: unknown): unknown }) =>
      (rows[file] ?? []).map((each) => row.parse(each)),
  } as unknown as Examination;
  return examination;
}
