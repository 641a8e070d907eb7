import type { HopJudgement, StageJudgement } from "@sensor-pipeline/core/status/judge-stage";
import { factsOf, HOPS, type Hop, type StageFacts } from "@sensor-pipeline/core/status/stage-facts";
import type { Verdict } from "@sensor-pipeline/core/status/status-rules";
import type { Style, Terminal } from "../terminal/terminal.ts";
import { wrapParts } from "../terminal/wrap-parts.ts";
import { wrapText } from "../terminal/wrap-text.ts";
import { describeHop } from "./describe-hop.ts";

const LOOKS: Readonly<Record<Verdict, { readonly mark: string; readonly style: Style }>> = {
  healthy: { mark: "✓", style: "green" },
  idle: { mark: "○", style: "dim" },
  unknown: { mark: "?", style: "yellow" },
  degraded: { mark: "!", style: "yellow" },
  broken: { mark: "✗", style: "red" },
};
const LABEL_WIDTH = 10;
const INDENT = 2 + LABEL_WIDTH;

interface Screen extends Pick<Terminal, "width" | "style"> {
  /** What today has cost until now; absent while it is asked. */
  readonly costToday?: string | undefined;
}

/** The status as lines of a screen: each hop with its figures and what is the matter with it, then the verdict. */
export function renderStatus(facts: StageFacts, judgement: StageJudgement, screen: Screen): string[] {
  const { style } = screen;
  const lines = HOPS.flatMap((hop) => {
    const judged = judgement.hops.find((each) => each.hop === hop);
    return judged === undefined ? [`${style("dim", "…")} ${hop}`] : hopLines(hop, judged, facts, screen);
  });
  const isWhole = judgement.hops.length === HOPS.length;
  const cost = wrapText(screen.costToday ?? "…", screen.width - INDENT);
  lines.push(...cost.map((line, index) => `${(index === 0 ? "  cost today" : "").padEnd(INDENT + 2)}${line}`));
  return ["", ...lines, "", isWhole ? verdictLine(facts, judgement, screen) : style("dim", "reading …")];
}

function hopLines(hop: Hop, { verdict, findings }: HopJudgement, facts: StageFacts, screen: Screen): string[] {
  const { style, width } = screen;
  const look = LOOKS[verdict];
  const known = factsOf<unknown>(facts[hop]) !== undefined;
  const described = known ? describeHop(hop, facts).flatMap((parts) => wrapParts(parts, width - INDENT)) : [];
  const found = findings.flatMap(({ verdict: each, reason, advice }) => {
    const { mark, style: colour } = LOOKS[each];
    const [first = "", ...more] = wrapText(`${reason} → ${advice}`, width - INDENT - 2);
    return [`${style(colour, mark)} ${first}`, ...more.map((line) => `  ${line}`)];
  });
  const [first = "", ...more] = [...described, ...found];
  const label = `${style(look.style, look.mark)} ${hop.padEnd(LABEL_WIDTH)}`;
  return [`${label}${first}`, ...more.map((line) => `${" ".repeat(INDENT)}${line}`)];
}

function verdictLine({ at }: StageFacts, { verdict, hops }: StageJudgement, { style }: Screen): string {
  const bad = hops.filter((each) => each.verdict === verdict).map(({ hop }) => hop);
  const where = verdict === "healthy" ? "" : `: ${bad.join(", ")}`;
  return `${style([LOOKS[verdict].style, "bold"] as Style, verdict)}${where} ${style("dim", `at ${clockOf(at)}`)}`;
}

function clockOf(at: Date): string {
  return at.toISOString().slice(0, 19).replace("T", " ");
}
