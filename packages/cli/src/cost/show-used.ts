import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import type { CommandContext } from "../command/command-context.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import type { CostOptions } from "./cost-command.ts";
import { dollars, units, unknownPrices } from "./cost-words.ts";
import { readPrices } from "./read-prices.ts";
import { stageCost } from "./stage-cost.ts";

const SEVEN_DAYS_MS = 7 * 24 * 3_600_000;

/** What a stage used. @returns a failure where a part of it can't be told on AWS */
export async function showUsed(context: CommandContext, options: CostOptions): Promise<number> {
  const { target, terminal, signal } = context;
  const given = readPrices(options.prices);
  const since = new Date(target.time.now() - (options.since ?? SEVEN_DAYS_MS));
  const cloudWatch = new CloudWatchClient(target.reader);
  const kinesis = new KinesisClient(target.reader);
  const redshiftData = new RedshiftDataClient(target.reader);
  const isLocal = target.kind === "local";
  try {
    const used = await stageCost(context, { cloudWatch, kinesis, redshiftData }, { since, given });
    if (signal.aborted) return EXIT_INTERRUPTED;
    // The local AWS bills nothing, so that nothing charged is nothing missing there.
    const code = used.missing.length > 0 && !isLocal ? EXIT_FAILED : EXIT_OK;
    if (terminal.json) {
      terminal.writeJson({ stage: target.names.stage, place: target.kind, billed: !isLocal, ...used });
      return code;
    }
    terminal.write(
      `${terminal.style("bold", target.title)}, since ${since.toISOString().slice(0, 19).replace("T", " ")}`,
    );
    if (isLocal)
      terminal.write("The local AWS bills nothing: no cost here. At AWS's list prices what was used would be:");
    terminal.write();
    terminal.table(
      [
        { title: "service" },
        { title: "what" },
        { title: "used", align: "right" },
        { title: "US dollars", align: "right" },
      ],
      used.lines
        .filter(({ quantity }) => quantity > 0)
        .map(({ service, item, quantity, usd, price }) => [
          service,
          item,
          `${Number(quantity.toPrecision(3))} ${units(price)}`,
          usd === undefined ? "not known" : dollars(usd),
        ]),
    );
    terminal.write();
    terminal.write(terminal.style("bold", `${dollars(used.usd)} of stream, functions and warehouse`));
    for (const { what, reason } of used.missing) terminal.write(`Not told of ${what}: ${reason}`);
    for (const line of unknownPrices(used.unknown, used.region)) terminal.write(line);
    terminal.write(
      terminal.style("dim", "Alarms, metrics, logs, schedules, keys and endpoints are in the estimate: pipeline cost"),
    );
    return code;
  } finally {
    for (const client of [cloudWatch, kinesis, redshiftData]) client.destroy();
  }
}
