import type { CommandContext } from "../command/command-context.ts";
import { printable } from "../terminal/printable.ts";
import type { Style, Terminal } from "../terminal/terminal.ts";
import { wrapText } from "../terminal/wrap-text.ts";
import type { CheckResult, Finding } from "./check.ts";
import { CHECKS } from "./check-ids.ts";

const LOOKS: Readonly<Record<CheckResult["outcome"], readonly [mark: string, style: Style]>> = {
  ok: ["✓", "green"],
  warning: ["!", "yellow"],
  problem: ["✗", "red"],
  unknown: ["?", "magenta"],
  skipped: ["-", "dim"],
};
const INDENT = "    ";

/** One line a check, and below those that found something what it is; as JSON everything in one document. */
export function writeResults({ target, terminal }: CommandContext, results: readonly CheckResult[]): void {
  if (terminal.json) {
    const { kind, names } = target;
    terminal.writeJson({ stage: names.stage, target: kind, counts: countsOf(results), checks: results });
    return;
  }
  for (const result of results) writeResult(target.names.readerRole, terminal, result);
  terminal.write();
  terminal.write(summaryOf(results));
}

function writeResult(readerRole: string, terminal: Terminal, result: CheckResult): void {
  const [mark, style] = LOOKS[result.outcome];
  const head = `${terminal.style(style, mark)} ${terminal.style("bold", result.id.padEnd(17))}`;
  terminal.write(`${head}${terminal.style("dim", tail(result))}`);
  if (result.outcome === "unknown") {
    write(terminal, result.reason);
    if (result.missing !== undefined) {
      const { action, who } = result.missing;
      const where = who === readerRole ? " (infra/reader.ts has it: npx sst deploy)" : "";
      write(terminal, `Missing: ${action}, for ${who}${where}.`);
    }
  }
  if (!("findings" in result)) return;
  for (const [index, finding] of result.findings.entries()) {
    if (index > 0) terminal.write();
    writeFinding(terminal, finding);
  }
}

function tail(result: CheckResult): string {
  if (result.outcome === "skipped") return `skipped: ${result.because} found nothing to look at`;
  return CHECKS[result.id];
}

function writeFinding(terminal: Terminal, { severity, found, matters, mend, source }: Finding): void {
  write(terminal, found, severity === "problem" ? "red" : "yellow");
  write(terminal, matters);
  // Unbroken, so that a command can be copied.
  terminal.write(`${INDENT}Mend: ${printable(mend)}`);
  write(terminal, source, "dim");
}

/** What strangers sent and wrote is among it. */
function write(terminal: Terminal, text: string, style?: Style): void {
  for (const line of wrapText(printable(text), terminal.width - INDENT.length)) {
    terminal.write(INDENT + (style === undefined ? line : terminal.style(style, line)));
  }
}

function countsOf(results: readonly CheckResult[]): Readonly<Record<CheckResult["outcome"], number>> {
  const count = (outcome: CheckResult["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  return {
    ok: count("ok"),
    warning: count("warning"),
    problem: count("problem"),
    unknown: count("unknown"),
    skipped: count("skipped"),
  };
}

function summaryOf(results: readonly CheckResult[]): string {
  const { ok, warning, problem, unknown, skipped } = countsOf(results);
  if (ok === results.length) return `${ok} check${ok === 1 ? "" : "s"}, nothing found.`;
  const parts = [
    [problem, "with problems"],
    [warning, "with warnings"],
    [unknown, "unknown"],
    [skipped, "skipped"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `${results.length} checks: ${ok} ok, ${told.join(", ")}.`;
}
