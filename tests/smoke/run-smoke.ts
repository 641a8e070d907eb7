import { z } from "zod";
import { confirm, findLeft, NotBegunError, refuseExisting, refuseUndeployable } from "./begin-smoke.ts";
import { type DeployedStage, deployedStage } from "./deployed-stage.ts";
import { askWarehouse } from "./probes/ask-warehouse.ts";
import { PROBES } from "./probes/probes.ts";
import { runProbe } from "./probes/run-probe.ts";
import { createSmokeClients } from "./smoke-clients.ts";
import type { SmokeOptions } from "./smoke-options.ts";
import type { ProbeAnswer, SmokeReport, SmokeStep } from "./smoke-report.ts";
import type { SmokeStage } from "./smoke-stage.ts";

const HOW_TO_REMOVE: Readonly<Record<SmokeStage["kind"], (stage: string) => string>> = {
  aws: (stage) => `npx sst remove --stage ${stage}`,
  local: (stage) => `npm start -- --remove --stage ${stage} --folder .local/smoke/${stage}`,
};

const setupSchema = z.object({
  output: z.object({
    created: z.array(z.string()),
    existed: z.array(z.string()),
    validation: z.object({ landed: z.number() }),
  }),
});

const retentionSchema = z.object({
  execution: z.object({ output: z.object({ deletedLanded: z.number(), held: z.number() }) }),
});

export interface SmokeRun {
  readonly options: SmokeOptions;
  readonly stage: SmokeStage;
  /** Root of the checkout. */
  readonly root: string;
  readonly write: (line: string) => void;
  /** Whether the person says yes. */
  readonly ask: (question: string) => Promise<boolean>;
  /** Aborted by Ctrl-C: what was made is removed all the same. */
  readonly signal: AbortSignal;
  /** Seconds since some moment, for the times of steps. */
  readonly elapsed: () => number;
}

/**
 * A stage's whole life: made, set up, used, asked, torn down, removed and looked for. Whatever fails, what was made is
 * removed, unless --keep says otherwise.
 * @throws {NotBegunError} before anything is made
 */
export async function runSmoke(run: SmokeRun): Promise<SmokeReport> {
  const { options, stage, write, signal, elapsed } = run;
  const startedAt = new Date(stage.clock.now()).toISOString();
  const steps: SmokeStep[] = [];
  const failures: string[] = [];
  const answers: ProbeAnswer[] = [];
  let left: readonly string[] = [];
  let warehouse: string | undefined;

  const step = async (name: string, work: () => Promise<string>): Promise<void> => {
    const began = elapsed();
    const seconds = () => Math.round(10 * (elapsed() - began)) / 10;
    try {
      const detail = await work();
      steps.push({ name, seconds: seconds(), detail });
      write(`✓ ${name.padEnd(24)} ${seconds().toFixed(1).padStart(7)} s  ${detail}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      steps.push({ name, seconds: seconds(), detail: "", error: reason });
      failures.push(`${name}: ${signal.aborted ? "stopped" : reason}`);
      write(`✗ ${name.padEnd(24)} ${seconds().toFixed(1).padStart(7)} s  ${signal.aborted ? "stopped" : reason}`);
      throw error;
    }
  };

  await refuseExisting(stage, options.stage);
  await refuseUndeployable(run);
  await confirm(run);
  if (signal.aborted) throw new NotBegunError("Stopped before anything was made.");
  const clients = createSmokeClients(stage.clients);
  try {
    await step("deploy", () => stage.deploy(signal));
    const deployed = await deployedStage({ name: options.stage, stage, clients, signal });
    await step("set-up", () => setUp(stage, signal));
    warehouse = await askWarehouse("SELECT version() AS version", deployed.probes.warehouse);
    await useStage(deployed, step);
    for (const probe of PROBES.filter(({ slow = false }) => options.slow || !slow)) {
      signal.throwIfAborted();
      const answer = await runProbe(probe, deployed.probes);
      answers.push(answer);
      write(`? ${answer.id.padEnd(24)} ${answer.answer.split("\n")[0]}`);
    }
    await step("logs", () => deployed.checkLogs());
    await step("retention", () => retain(stage, signal));
    await step("teardown", () => tearDown(stage, signal));
  } catch (error) {
    // Told with its step; what happened between steps is told here. The removal comes first.
    if (!steps.some((one) => one.error !== undefined)) {
      failures.push(signal.aborted ? "stopped" : error instanceof Error ? error.message : String(error));
    }
  } finally {
    clients.close();
  }
  if (options.keep) {
    write(`The stage ${options.stage} is kept. ${HOW_TO_REMOVE[stage.kind](options.stage)} removes it.`);
  } else {
    try {
      await step("remove", () => stage.remove());
      await step("verify", async () => {
        const findings = await findLeft(stage);
        left = findings
          .filter(({ state }) => state !== "gone")
          .map((one) => `${one.kind} ${one.name}: ${one.state}${one.detail ? `, ${one.detail}` : ""}`);
        if (left.length > 0) throw new Error(`${left.length} of ${findings.length} things are left or unknown.`);
        return `${findings.length} things looked for, all gone`;
      });
    } catch {
      // Told with its step, and the report has what is left.
      write(`What is left costs money: npx pipeline verify --stage ${options.stage} names it and says how it goes.`);
    }
  }
  return {
    stage: options.stage,
    kind: stage.kind,
    region: stage.region,
    startedAt,
    ...(warehouse === undefined ? {} : { warehouse: warehouse.replace("version=", "") }),
    steps,
    answers,
    left: [...left],
    failures,
  };
}

async function setUp(stage: SmokeStage, signal: AbortSignal): Promise<string> {
  const { code, stdout, stderr } = await stage.pipeline(["setup", "--json"], { signal });
  if (code !== 0) throw new Error(`pipeline setup ended with ${code}: ${(stderr || stdout).trim()}`);
  const { created, existed, validation } = setupSchema.parse(JSON.parse(stdout)).output;
  return `${created.length} objects made, ${existed.length} were there, ${validation.landed} records landed`;
}

async function useStage(
  stage: DeployedStage,
  step: (name: string, work: () => Promise<string>) => Promise<void>,
): Promise<void> {
  let sent: readonly string[] = [];
  await step("produce", async () => {
    sent = await stage.produce();
    return `${sent.length} readings sent`;
  });
  await step("visible", () => stage.awaitVisible(sent));
  await step("alarm raised", () => stage.raiseAlarm());
  await step("alarm cleared", () => stage.clearAlarm());
}

/** Everything leaves: the one machine that gives a batch parameters, and that Step Functions takes them no page says. */
async function retain(stage: SmokeStage, signal: AbortSignal): Promise<string> {
  const { code, stdout, stderr } = await stage.pipeline(["retention", "--keep", "1s", "--yes", "--json"], { signal });
  if (code !== 0) throw new Error(`pipeline retention ended with ${code}: ${(stderr || stdout).trim()}`);
  const { deletedLanded, held } = retentionSchema.parse(JSON.parse(stdout)).execution.output;
  return `${deletedLanded} records left the landing view, ${held} are held beside it`;
}

async function tearDown(stage: SmokeStage, signal: AbortSignal): Promise<string> {
  const torn = await stage.pipeline(["teardown", "--yes", "--drop-archive", "--json"], { signal });
  if (torn.code !== 0)
    throw new Error(`pipeline teardown ended with ${torn.code}: ${(torn.stderr || torn.stdout).trim()}`);
  return "what set-up made is dropped";
}
