import { namesOf } from "@sensor-pipeline/core/names";
import type { ProbeAnswer, SmokeReport } from "./smoke-report.ts";

export interface Difference {
  readonly id: string;
  readonly aws: string;
  readonly local: string;
  readonly touches: string;
}

/**
 * What AWS answered otherwise than the local AWS. Answers are the same that mean the same, and of probes that ask for
 * words only those in the same words, without numbers, ids and names of the stage.
 */
export function compareReports(aws: SmokeReport, local: SmokeReport): readonly Difference[] {
  return aws.answers.flatMap((measured) => {
    const rule = local.answers.find(({ id }) => id === measured.id);
    if (!rule) return [{ ...told(measured, "not asked: run npm run smoke -- --local once more") }];
    if (measured.kind === "not asked" || rule.kind === "not asked") return [];
    const isSameText = words(measured, aws) === words(rule, local);
    const isSameMeaning = measured.meaning !== undefined && measured.meaning === rule.meaning;
    const isSame = isSameText || (!measured.byText && isSameMeaning);
    return isSame ? [] : [told(measured, rule.answer)];
  });
}

export function renderDifferences(differences: readonly Difference[]): string {
  if (differences.length === 0) return "The local AWS answers every probe as AWS did.\n";
  const parts = differences.map(({ id, aws, local, touches }) =>
    [`${id}`, `  AWS    ${indented(aws)}`, `  local  ${indented(local)}`, `  correct: ${touches}`].join("\n"),
  );
  const noun = differences.length === 1 ? "answer is" : "answers are";
  return `${parts.join("\n\n")}\n\n${differences.length} ${noun} another on AWS.\n`;
}

function told({ id, answer, touches }: ProbeAnswer, local: string): Difference {
  return { id, aws: answer, local, touches };
}

function indented(text: string): string {
  return text.split("\n").join("\n         ");
}

/**
 * An answer's words without what no two runs have alike (the stage, ids and numbers), and without the lines below an error
 * in which the local AWS explains it.
 */
function words({ answer }: ProbeAnswer, { stage }: SmokeReport): string {
  return answer
    .replace(/^ *(Detail|Hint|Position):.*$/gm, "")
    .replaceAll(namesOf(stage).prefix, "<stage>")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<id>")
    .replace(/\d+/g, "0")
    .replace(/\s+/g, " ")
    .trim();
}
