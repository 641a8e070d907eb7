import { lineAndColumn, PsqlError } from "@sensor-pipeline/core/sql/psql-error";
import { checkStatements, type Finding } from "@sensor-pipeline/redshift/lint/check-statements";
import { loadSystemRelations } from "@sensor-pipeline/redshift/lint/system-relations";
import { type RenderedStatement, readStatements, renderings, type Variables } from "./rendered-statement.ts";

export interface SqlFile {
  /** As it is shown. */
  readonly name: string;
  readonly text: string;
}

/** A finding where it stands in its file. */
export interface PlacedFinding extends Omit<Finding, "statement" | "offset"> {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

export interface LintResult {
  readonly findings: readonly PlacedFinding[];
  readonly statements: number;
}

interface FileStatement {
  readonly file: SqlFile;
  readonly renderings: readonly RenderedStatement[];
}

/** Names of Redshift's own relations, for which alone an engine has to be asked. */
const SYSTEM = /^relation "(?:pg_catalog\.|information_schema\.)?(?:svv|svl|svcs|stl|stv|sys|pg)_\w+" does not exist$/;

/**
 * Checks the SQL of psql files, all of them together: one may define what another reads.
 * @param cacheFolder where prepared databases are kept
 */
export async function lintFiles(
  files: readonly SqlFile[],
  variables: Variables,
  cacheFolder: string,
): Promise<LintResult> {
  const statements: FileStatement[] = [];
  const unreadable: PlacedFinding[] = [];
  for (const file of files) {
    try {
      const found = readStatements(file.text, file.name);
      statements.push(...found.map((statement) => ({ file, renderings: renderings(statement, variables) })));
    } catch (error) {
      if (!(error instanceof PsqlError)) throw error;
      unreadable.push(unreadableFinding(error));
    }
  }
  const findings = await check(statements, cacheFolder);
  return { findings: [...unreadable, ...findings].toSorted(byPlace), statements: statements.length };
}

async function check(statements: readonly FileStatement[], cacheFolder: string): Promise<readonly PlacedFinding[]> {
  let system: Awaited<ReturnType<typeof loadSystemRelations>> = [];
  let chosen = statements.map(() => 0);
  const run = () => checkStatements(texts(statements, chosen), system);
  let findings = run();
  if (findings.some(({ message }) => SYSTEM.test(message))) {
    system = await loadSystemRelations(cacheFolder);
    findings = run();
  }
  const most = Math.max(0, ...statements.map((statement) => statement.renderings.length));
  for (let standIn = 1; standIn < most && findings.length > 0; standIn++) {
    const before = chosen;
    const refused = new Set(findings.map(({ statement }) => statement));
    chosen = chosen.map((old, index) => (refused.has(index) && statements[index]?.renderings[standIn] ? standIn : old));
    const still = new Set(run().map(({ statement }) => statement));
    chosen = chosen.map((value, index) => (still.has(index) ? (before[index] ?? 0) : value));
    findings = run();
  }
  return findings.map((finding) => placed(finding, statements, chosen));
}

function texts(statements: readonly FileStatement[], chosen: readonly number[]): readonly string[] {
  return statements.map((statement, index) => statement.renderings[chosen[index] ?? 0]?.text ?? "");
}

function placed(
  { statement, offset, ...finding }: Finding,
  statements: readonly FileStatement[],
  chosen: readonly number[],
): PlacedFinding {
  const found = statements[statement];
  const rendered = found?.renderings[chosen[statement] ?? 0];
  if (found === undefined || rendered === undefined) throw new RangeError(`there is no statement ${statement}`);
  return { ...finding, file: found.file.name, ...lineAndColumn(found.file.text, rendered.toFile(offset ?? 0)) };
}

function unreadableFinding({ file, line, column, message }: PsqlError): PlacedFinding {
  const text = message.replace(`${file}:${line}:${column}: `, "");
  return { file, line, column, kind: "refused", sqlState: "42601", message: text };
}

function byPlace(a: PlacedFinding, b: PlacedFinding): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column;
}
