import { z } from "zod";

const answerSchema = z.object({
  id: z.string(),
  question: z.string(),
  /** Where the question stands open. */
  asked: z.string(),
  /** What was run to have it answered. */
  by: z.array(z.string()),
  /** `measured` on AWS; `local rule` here; `not asked` with the reason as the answer. */
  kind: z.enum(["measured", "local rule", "not asked"]),
  answer: z.string(),
  /** What that answer means; undefined for one that nobody foresaw. */
  meaning: z.string().optional(),
  /** What of the emulator is to be corrected where its answer is another. */
  touches: z.string(),
  /** Other words are another answer. */
  byText: z.boolean(),
});

const stepSchema = z.object({
  name: z.string(),
  seconds: z.number(),
  detail: z.string(),
  error: z.string().optional(),
});

export const reportSchema = z.object({
  stage: z.string(),
  kind: z.enum(["aws", "local"]),
  region: z.string(),
  startedAt: z.string(),
  /** What Redshift says of itself. */
  warehouse: z.string().optional(),
  steps: z.array(stepSchema),
  answers: z.array(answerSchema),
  /** What was found left after the removal. */
  left: z.array(z.string()),
  /** One sentence for each thing that is not as it should be. */
  failures: z.array(z.string()),
});

export type SmokeReport = z.infer<typeof reportSchema>;
export type ProbeAnswer = z.infer<typeof answerSchema>;
export type SmokeStep = z.infer<typeof stepSchema>;

/** The report for a person: the way of the stage, then every answer with what to do about it. */
export function renderReport(report: SmokeReport): string {
  const { stage, kind, region, startedAt, warehouse, steps, answers, left, failures } = report;
  const where = kind === "aws" ? `AWS, ${region}` : `the local AWS, as ${region}`;
  const lines = [
    `# Smoke of stage ${stage} on ${where}`,
    "",
    `Begun ${startedAt}.${warehouse === undefined ? "" : ` Redshift: ${warehouse}.`}`,
    "",
    failures.length === 0 ? "All went well." : "What went wrong:",
    ...failures.map((failure) => `- ${failure}`),
    "",
    "## Steps",
    "",
    "| step | seconds | |",
    "| --- | ---: | --- |",
    ...steps.map(({ name, seconds, detail, error }) => `| ${name} | ${seconds} | ${cell(error ?? detail)} |`),
    "",
    "## Left after the removal",
    "",
    ...(left.length === 0 ? ["Nothing was found."] : left.map((thing) => `- ${thing}`)),
    "",
    "## Open questions",
    "",
    kind === "aws"
      ? "Measured on a real workgroup. Where the local AWS answers otherwise (`npm run smoke -- --compare`), what is named at the end of each is to be corrected."
      : "These are the local AWS's own rules and nothing that was measured.",
    ...answers.flatMap(answerLines),
    "",
  ];
  return `${lines.join("\n")}`;
}

function answerLines({ id, question, asked, by, kind, answer, meaning, touches }: ProbeAnswer): string[] {
  return [
    "",
    `### ${id} (${kind})`,
    "",
    `${question} (${asked})`,
    "",
    ...(by.length > 0 ? ["```sql", ...by, "```", ""] : []),
    "```",
    answer,
    "```",
    "",
    meaning ?? "Nobody foresaw this answer: read it, and give it a meaning in tests/smoke/probes.",
    "",
    `Touches: ${touches}`,
  ];
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
}
