import path from "node:path";
import { HOURS_PER_MONTH } from "@sensor-pipeline/core/cost/cost-line";
import { namesOf } from "@sensor-pipeline/core/names";
import { stageResources } from "@sensor-pipeline/core/stage/stage-resources";
import { z } from "zod";
import { evaluate } from "../../packages/local/src/graph/evaluate.ts";
import { findBreaches } from "../infra/limits/find-breaches.ts";
import { LIMITS } from "../infra/limits/limits.ts";
import type { SmokeRun } from "./run-smoke.ts";
import { type SmokeStage, smokeEnvironment } from "./smoke-stage.ts";

const findingsSchema = z.object({
  findings: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      state: z.enum(["gone", "left", "unknown"]),
      detail: z.string().optional(),
    }),
  ),
});
const costSchema = z.object({
  idle: z.object({ usd: z.number(), unknown: z.array(z.string()) }),
  settings: z.object({ warehouse: z.object({ baseRpu: z.number() }) }),
  prices: z.object({ rpuHour: z.number().optional() }),
});

/** The stage was not made: it is there already, or the person said no. */
export class NotBegunError extends Error {
  override readonly name = "NotBegunError";
}

/** A smoke removes its stage at the end: one that is there already is not its own. @throws {NotBegunError} */
export async function refuseExisting(stage: SmokeStage, name: string): Promise<void> {
  const findings = await findLeft(stage);
  const there = findings.filter(({ state }) => state === "left");
  const [first] = there;
  if (first) {
    throw new NotBegunError(
      `The stage ${name} exists already (${there.length} things, such as the ${first.kind} ${first.name}), and a smoke removes what it finds at the end. Name a stage that does not exist, or remove that one: npx sst remove --stage ${name}`,
    );
  }
  const unseen = findings.find(({ state }) => state === "unknown");
  if (unseen) {
    throw new NotBegunError(
      `Whether the stage ${name} exists can't be told: the ${unseen.kind} ${unseen.name} could not be looked at. ${unseen.detail ?? ""}`.trim(),
    );
  }
}

/**
 * Evaluates the stage offline, and compares it with what AWS is known to refuse, before anything costs money.
 * @throws {NotBegunError} naming the resource
 */
export async function refuseUndeployable({ stage, options, root }: SmokeRun): Promise<void> {
  const graph = await evaluate({
    stage: options.stage,
    region: stage.region,
    root,
    cacheFolder: path.join(root, ".local/graphs"),
    env: smokeEnvironment(process.env),
  });
  const [first] = findBreaches(graph, LIMITS);
  if (first) throw new NotBegunError(`AWS would refuse this stage. ${first.sentence}`);
}

/** Says what is made and what it costs, and asks, where it costs. @throws {NotBegunError} */
export async function confirm({ stage, options, ask, write }: SmokeRun): Promise<void> {
  const { stdout, stderr, code } = await stage.pipeline(["cost", "--json"]);
  if (code !== 0) throw new NotBegunError(`What it costs can't be said: ${stderr.trim()}`);
  const { idle, settings, prices } = costSchema.parse(JSON.parse(stdout));
  const { baseRpu } = settings.warehouse;
  const working =
    prices.rpuHour === undefined ? "" : ` and ${dollars(baseRpu * prices.rpuHour)} more while the workgroup answers`;
  const without =
    idle.unknown.length === 0 ? "" : ` without ${idle.unknown.join(", ")}, whose prices are not known there`;
  write(`Stage ${options.stage} on ${stage.place}: ${whatIsMade(options.stage)}.`);
  write(
    `At list prices ${dollars(idle.usd / HOURS_PER_MONTH)} US dollars an hour while it stands${working}${without}. On AWS a smoke takes about an hour. ${options.keep ? "The stage stays until you remove it (--keep)." : "At the end the stage is removed, after a failure or Ctrl-C too."}`,
  );
  if (stage.kind === "local" || options.yes) return;
  if (!(await ask("Make it?"))) throw new NotBegunError("Nothing was made.");
}

/** `1 stream, 1 workgroup, ...`: what a stage may have by a name, and its network. */
function whatIsMade(stage: string): string {
  const kinds = Map.groupBy(stageResources(namesOf(stage)), ({ kind }) => kind);
  const counted = [...kinds].map(([kind, all]) => `${all.length} ${kind}${all.length > 1 ? "s" : ""}`);
  return `${counted.join(", ")}, and a VPC with a Kinesis endpoint`;
}

function dollars(usd: number): string {
  return usd.toFixed(2);
}

/** What `pipeline verify` finds of the stage, one by one. @throws {NotBegunError} when it can't look */
export async function findLeft(stage: SmokeStage) {
  const { stdout, stderr } = await stage.pipeline(["verify", "--json"]);
  const read = findingsSchema.safeParse(stdout === "" ? undefined : JSON.parse(stdout));
  if (!read.success) throw new NotBegunError(`What there is of the stage can't be looked at: ${stderr.trim()}`);
  return read.data.findings;
}
