import { styleText } from "node:util";
import type { LintResult, PlacedFinding } from "./lint-files.ts";

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** What was found, for people: each finding with its place, its reason, the page it is from and what to write instead. */
export function printFindings({ findings, statements }: LintResult, files: number, colours: boolean): string {
  const paint: Paint = colours ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
  const refused = findings.filter(({ kind }) => kind === "refused").length;
  const unknown = findings.length - refused;
  const scope = `${counted(statements, "statement")} in ${counted(files, "file")}`;
  const verdict =
    refused === 0
      ? paint("green", `${scope}: nothing that Redshift would refuse`)
      : paint("red", `${scope}: ${counted(refused, "finding")}`);
  const notChecked = unknown === 0 ? "" : `, ${unknown} not checked`;
  return `${findings.map((finding) => `${paragraph(finding, paint)}\n\n`).join("")}${verdict}${notChecked}.\n`;
}

/** The same for programs. */
export function findingsAsJson({ findings, statements }: LintResult, files: number): string {
  return `${JSON.stringify({ files, statements, findings }, null, 2)}\n`;
}

function paragraph(finding: PlacedFinding, paint: Paint): string {
  const { file, line, column, kind, message, sqlState, why, source, rewrite } = finding;
  const place = paint("bold", `${file}:${line}:${column}`);
  const what = kind === "refused" ? paint("red", "refused") : paint("yellow", "not checked");
  const reason: readonly (readonly [string, string | undefined])[] = [
    ["why", why],
    ["rule", source],
    ["instead", rewrite],
  ];
  const lines = reason.flatMap(([label, text]) => (text === undefined ? [] : [`  ${paint("dim", label)}: ${text}`]));
  return [`${place}: ${what}: ${message} (${sqlState})`, ...lines].join("\n");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
