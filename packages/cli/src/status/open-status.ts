import { judgeStage, type StageJudgement } from "@sensor-pipeline/core/status/judge-stage";
import { readStage } from "@sensor-pipeline/core/status/read-stage";
import { factsOf, HOPS, type StageFacts } from "@sensor-pipeline/core/status/stage-facts";
import type { Verdict } from "@sensor-pipeline/core/status/status-rules";
import type { CommandContext } from "../command/command-context.ts";
import { EXIT_BROKEN, EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import { explainError } from "../command/explain-error.ts";
import { renderStatus } from "./render-status.ts";
import { openSources } from "./status-sources.ts";

const EXIT_OF: Readonly<Record<Verdict, number>> = {
  healthy: EXIT_OK,
  idle: EXIT_OK,
  unknown: EXIT_FAILED,
  degraded: EXIT_FAILED,
  broken: EXIT_BROKEN,
};

export interface OpenStatus {
  /** Reads everything once and shows it, bit by bit on a terminal. @returns the exit code of the verdict */
  show(): Promise<number>;
  close(): void;
}

/** Clients of everything that a status asks. @throws {CommandError} where the stage's reader role can't be taken on */
export async function openStatus(context: CommandContext): Promise<OpenStatus> {
  const { target, terminal, signal } = context;
  // Without them nothing can be read, and that is one sentence and not one a hop.
  const { credentials } = target.reader;
  if (typeof credentials === "function") await credentials();
  const sources = openSources(context);
  const block = terminal.json ? undefined : await terminal.live();
  let shown: StageFacts | undefined;

  const draw = (facts: StageFacts, costToday?: string) => {
    block?.draw(renderStatus(facts, judgeStage(facts, target.names), { ...terminal, costToday }));
  };

  return {
    async show() {
      const now = new Date(target.time.now());
      const today = sources.costToday().catch(explain);
      const facts = await readStage({ ...sources.clients, names: target.names, now, signal, explain }, (sofar) => {
        // What Ctrl-C cuts off is not unknown: the drawing of before stays.
        if (!signal.aborted) draw({ ...shown, ...sofar });
      });
      if (signal.aborted) return EXIT_INTERRUPTED;
      shown = facts;
      const judgement = judgeStage(facts, target.names);
      const costToday = await today;
      draw(facts, costToday);
      // A terminal shows one drawing over the other; elsewhere each is kept.
      if (!terminal.isTerminal) block?.keep();
      if (terminal.json) terminal.writeJson(statusDocument(context, facts, judgement, costToday));
      return EXIT_OF[judgement.verdict];
    },
    close() {
      block?.keep();
      sources.close();
    },
  };
}

function explain(error: unknown): string {
  const known = explainError(error);
  return known?.message ?? (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

/** All of it as one JSON document. */
function statusDocument(
  { target }: CommandContext,
  facts: StageFacts,
  { verdict, hops }: StageJudgement,
  costToday: string,
) {
  return {
    stage: target.names.stage,
    place: target.kind,
    at: facts.at,
    verdict,
    exitCode: EXIT_OF[verdict],
    hops: HOPS.map((hop) => ({
      ...hops.find((each) => each.hop === hop),
      facts: factsOf<unknown>(facts[hop]) ?? null,
    })),
    costToday,
  };
}
