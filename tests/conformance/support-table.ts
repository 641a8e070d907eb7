import type { ConformanceCase } from "./conformance-case.ts";
import { DOCUMENTED_FUNCTIONS, DOCUMENTED_STATEMENTS, type DocumentedGroup, NOT_IN_REDSHIFT } from "./documented.ts";
import type { CaseFile } from "./load-pages.ts";

export type Support = "supported" | "refused" | "unknown";

/** What the cases show of one documented name. */
export interface SupportEntry {
  readonly name: string;
  readonly support: Support;
  /** Cases that use it. */
  readonly cases: number;
}

export interface SupportGroup extends Pick<DocumentedGroup, "page" | "title"> {
  readonly entries: readonly SupportEntry[];
}

const GUIDE = "https://docs.aws.amazon.com/redshift/latest/dg";

/** Names that are written without parentheses, or stand among other words. */
const SPELLINGS: Readonly<Record<string, RegExp>> = {
  "APPROXIMATE PERCENTILE_DISC": /\bapproximate\s+percentile_disc\b/i,
  "AT TIME ZONE": /\bat\s+time\s+zone\b/i,
  CASE: /\bcase\s/i,
  CURRENT_DATE: /\bcurrent_date\b/i,
  CURRENT_USER: /\bcurrent_user\b/i,
  CURRENT_AWS_ACCOUNT: /\bcurrent_aws_account\b/i,
  CURRENT_NAMESPACE: /\bcurrent_namespace\b/i,
  SYSDATE: /\bsysdate\b/i,
  USER: /\buser\b(?!\s+\w+\s+password)/i,
};

/** A case is of a name when its statement calls it, and of a window function when there is a window as well. */
export function supportGroups(files: readonly CaseFile[]): readonly SupportGroup[] {
  const cases = files.flatMap(({ pages }) => pages.flatMap((page) => page.cases));
  return [...DOCUMENTED_FUNCTIONS, NOT_IN_REDSHIFT].map(({ page, title, names }) => ({
    page,
    title,
    entries: names.map((name) => entryOf(name, cases, callOf(name, page === "c_Window_functions"))),
  }));
}

/** What the cases show of each documented statement. */
function supportedStatements(files: readonly CaseFile[]): SupportGroup {
  const cases = files.flatMap(({ pages }) =>
    pages.flatMap((page) => [...(page.setup ?? []).map((sql) => ({ sql, done: true as const })), ...page.cases]),
  );
  const { page, title, names } = DOCUMENTED_STATEMENTS;
  return {
    page,
    title,
    entries: names.map((name) => entryOf(name, cases, (sql) => beginningOf(name).test(sql))),
  };
}

/** The table as Markdown. */
export function renderSupportTable(files: readonly CaseFile[]): string {
  const count = files.reduce((sum, { pages }) => sum + pages.reduce((inner, page) => inner + page.cases.length, 0), 0);
  const groups = [...supportGroups(files), supportedStatements(files)];
  return `# What the conformance suite shows

Made from the ${count} cases of tests/conformance/cases by \`npm run support-table\`; \`npm test\` runs each of them and checks that this page is theirs.
Supported: a case with documented rows uses it, and passes. Refused: only cases that must fail use it. Unknown: documented, and no case here.
What the dialect does beyond names is in [src/sql/SUPPORT.md](src/sql/SUPPORT.md).

${groups.map(renderGroup).join("\n\n")}
`;
}

function entryOf(name: string, cases: readonly ConformanceCase[], uses: (sql: string) => boolean): SupportEntry {
  const using = cases.filter(({ sql }) => uses(sql));
  const works = using.some((item) => !("error" in item));
  return { name, support: works ? "supported" : using.length > 0 ? "refused" : "unknown", cases: using.length };
}

function callOf(name: string, window: boolean): (sql: string) => boolean {
  const pattern = SPELLINGS[name] ?? new RegExp(`\\b${name}\\s*\\(`, "i");
  return (sql) => pattern.test(sql) && (!window || /\bover\s*\(/i.test(sql));
}

/** Statements whose words do not stand together at the beginning. */
const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  "ALTER TABLE APPEND": /^\s*alter\s+table\s+\S+\s+append\b/is,
  "CREATE TABLE": /^\s*create\s+(?:(?:local\s+)?temp(?:orary)?\s+)?table\b/is,
  "CREATE TABLE AS": /^\s*create\s+(?:(?:local\s+)?temp(?:orary)?\s+)?table\b.*\sas\s*\(?\s*(?:select|with)\b/is,
  SELECT: /^\s*(?:select|with)\b/is,
  "SELECT INTO": /^\s*select\b[^']*\binto\s/is,
  "SET SESSION AUTHORIZATION": /^\s*set\s+(?:local\s+)?session\s+authorization\b/is,
};

function beginningOf(name: string): RegExp {
  const words = name
    .toLowerCase()
    .split(" ")
    .join("\\s+")
    .replace(/^create\\s\+/, "create\\s+(?:or\\s+replace\\s+)?");
  return BEGINNINGS[name] ?? new RegExp(`^\\s*${words}(?!\\w)`, "is");
}

function renderGroup({ page, title, entries }: SupportGroup): string {
  const list = (support: Support) =>
    entries
      .filter((entry) => entry.support === support)
      .map(({ name, cases }) => (cases > 0 ? `${name} (${cases})` : name))
      .join(", ");
  const lines = (["supported", "refused", "unknown"] as const)
    .map((support) => [support, list(support)] as const)
    .filter(([, names]) => names !== "")
    .map(([support, names]) => `| ${support} | ${names} |`);
  return `## [${title}](${GUIDE}/${page}.html)\n\n| | with the number of cases |\n| --- | --- |\n${lines.join("\n")}`;
}
