import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { type LandedReading, latencies } from "@sensor-pipeline/core/latency/latencies";
import { KINESIS_CLIENT_OPTIONS } from "@sensor-pipeline/core/producer/kinesis-client-options";
import { produceRecords } from "@sensor-pipeline/core/producer/produce-records";
import { simulateFlow } from "@sensor-pipeline/core/sensor/simulate-flow";
import type { RunContext } from "@sensor-pipeline/core/warehouse/run-statement";
import type { CommandContext } from "../command/command-context.ts";
import { EXIT_FAILED, EXIT_OK } from "../command/exit-code.ts";
import { type StageWarehouse, stageWarehouse } from "../target/stage-warehouse.ts";
import type { Progress } from "../terminal/progress.ts";
import type { BenchOptions } from "./bench-command.ts";
import { type BenchReport, machine, renderBenchReport } from "./bench-report.ts";
import { endedRefreshes, landedReadings, publishedEvaluations } from "./way-of-readings.ts";

/** Between two looks, in the stage's time. */
const LOOK_MS = 3_000;
const MAX_SEED = 2 ** 31;
/** Clocks of the stream and of this program differ a little. */
const MARGIN_MS = 5_000;

interface Sent {
  readonly ids: ReadonlySet<string>;
  readonly since: Date;
  readonly failed: number;
  readonly seconds: number;
}

/** Sends readings, waits until all can be seen and a metric counts them, and tells how long each part took. */
export async function runBench(context: CommandContext, options: BenchOptions): Promise<number> {
  const { target, terminal, signal, root, clock } = context;
  const stage = await stageWarehouse(target);
  const sent = await send(context, stage, options);
  const redshift = new RedshiftDataClient(stage.signIn);
  const logs = new CloudWatchLogsClient(target.reader);
  const since = { root, since: new Date(sent.since.getTime() - MARGIN_MS) };
  const warehouse: RunContext = { client: redshift, target: stage.target, clock, signal };
  try {
    const readings = await waitFor(context, "waiting for the view's refresh", options.timeout, async (progress) => {
      const seen = await landedReadings(sent.ids, warehouse, since);
      progress.update(`${seen.length} of ${sent.ids.size - sent.failed} readings are visible`);
      return { value: seen, enough: seen.length >= sent.ids.size - sent.failed };
    });
    const refreshes = await endedRefreshes(warehouse, since);
    const newest = Math.max(...refreshes.map(({ endedAt }) => endedAt.getTime()));
    const evaluations = await waitFor(context, "waiting for the alerts' next evaluation", options.timeout, async () => {
      const group = `/aws/lambda/${target.names.alertsFunction}`;
      const published = await publishedEvaluations(logs, group, since.since, signal);
      const enough = readings.length === 0 || published.some(({ evaluatedAt }) => evaluatedAt.getTime() >= newest);
      return { value: published, enough };
    });
    const report: BenchReport = {
      measured: { at: new Date(target.time.now()).toISOString(), on: target.title, speed: target.time.speed },
      from: machine(),
      asked: { count: options.count, ratePerSecond: options.rate },
      sent: { count: sent.ids.size - sent.failed, failed: sent.failed, perSecond: sent.ids.size / sent.seconds },
      visible: { count: readings.length, perSecond: visiblePerSecond(readings) },
      latency: latencies(readings, refreshes, evaluations),
    };
    if (terminal.json) terminal.writeJson(report);
    else renderBenchReport(report, terminal);
    return judge(report, options, terminal.note);
  } finally {
    redshift.destroy();
    logs.destroy();
  }
}

function judge(
  { visible, latency }: BenchReport,
  { count, timeout }: BenchOptions,
  note: (line: string) => void,
): number {
  if (visible.count < count) {
    note(
      `${count - visible.count} readings could not be seen within ${timeout / 1000} s: see pipeline status, or raise --timeout.`,
    );
    return EXIT_FAILED;
  }
  if (latency.toMetric !== undefined) return EXIT_OK;
  note(`No evaluation of the alerts came within ${timeout / 1000} s: is its schedule on (pipeline status)?`);
  return EXIT_FAILED;
}

async function send(context: CommandContext, { streamName }: StageWarehouse, options: BenchOptions): Promise<Sent> {
  const { target, terminal, signal, clock, random } = context;
  const kinesis = new KinesisClient({ ...target.person, ...KINESIS_CLIENT_OPTIONS });
  const progress = terminal.progress(`sending ${options.count} readings to ${streamName}`);
  const since = new Date(target.time.now());
  const ids = new Set<string>();
  const flow = {
    startTime: since,
    intervalMs: 1000 / options.rate,
    seed: Math.floor(random() * MAX_SEED),
  };
  const records = function* () {
    const readings = simulateFlow(flow);
    while (ids.size < options.count) {
      const { value } = readings.next();
      ids.add(value.reading.event_id);
      yield value;
    }
  };
  try {
    const { sent, failed } = await produceRecords({
      ...{ client: kinesis, streamName, clock, random, signal, records: records() },
      // Its clock is on the wall, the rate is asked for in the stage's time.
      ratePerSecond: options.rate * target.time.speed,
      onProgress: (now) => progress.update(`${now.sent} of ${options.count} readings sent`),
    });
    const seconds = (target.time.now() - since.getTime()) / 1000;
    progress.succeed(`${sent} readings sent in ${seconds.toFixed(1)} s${failed > 0 ? `, ${failed} given up` : ""}`);
    return { ids, since, failed, seconds };
  } finally {
    progress.stop();
    kinesis.destroy();
  }
}

/** Looks again and again until there is enough, `milliseconds` of the stage's time have passed or a person stops it. */
async function waitFor<Value>(
  { target, terminal, clock, signal }: CommandContext,
  what: string,
  milliseconds: number,
  look: (progress: Progress) => Promise<{ readonly value: Value; readonly enough: boolean }>,
): Promise<Value> {
  const progress = terminal.progress(what);
  const deadline = target.time.now() + milliseconds;
  try {
    for (;;) {
      const { value, enough } = await look(progress);
      if (enough || signal.aborted || target.time.now() >= deadline) return value;
      await clock.sleep(LOOK_MS / target.time.speed, signal);
    }
  } finally {
    progress.stop();
  }
}

/** Readings a second, from the first arrival to the start of the last refresh. */
function visiblePerSecond(readings: readonly LandedReading[]): number | undefined {
  const first = Math.min(...readings.map(({ arrival }) => arrival.getTime()));
  const last = Math.max(...readings.map(({ refreshStarted }) => refreshStarted.getTime()));
  return last > first ? readings.length / ((last - first) / 1000) : undefined;
}
