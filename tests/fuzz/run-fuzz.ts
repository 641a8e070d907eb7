import { uniform } from "@sensor-pipeline/core/sensor/seeded";
import { loadCorpus } from "./corpus.ts";
import type { Finding, FuzzTarget } from "./finding.ts";
import { fuzzEngine } from "./fuzz-engine.ts";
import { fuzzPlanner } from "./fuzz-planner.ts";
import { fuzzWire } from "./fuzz-wire.ts";

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  /** Milliseconds of any steady clock. */
  readonly clock: () => number;
  /** Hears now and then how many inputs are through. */
  readonly progress?: (done: number, findings: number) => void;
}

/** Gives the inputs to parser and planner, engine and wire in their shares. @returns what none may do */
export async function runFuzz({ inputs, seed, clock, progress }: FuzzOptions): Promise<readonly Finding[]> {
  const corpus = await loadCorpus();
  const targets: readonly FuzzTarget[] = [fuzzPlanner(corpus, clock), await fuzzEngine(corpus), await fuzzWire(corpus)];
  const findings: Finding[] = [];
  try {
    let done = 0;
    for (const target of targets) {
      for (let input = 0; input < inputs * target.share; input += 1) {
        let drawn = 0;
        const random = () => {
          drawn += 1;
          return uniform(seed, target.name, input, drawn);
        };
        const finding = await target.take(random);
        if (finding !== undefined) findings.push({ ...finding, input: `#${input}: ${finding.input}` });
        done += 1;
        if (done % 500 === 0) progress?.(done, findings.length);
      }
    }
  } finally {
    for (const target of targets) await target.close();
  }
  return findings;
}
