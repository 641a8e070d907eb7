import { type Cost, HOURS_PER_MONTH, priced } from "@sensor-pipeline/core/cost/cost-line";
import { PRICED_REGION, PRICES, priceList } from "@sensor-pipeline/core/cost/prices";
import { ASSUMED, defaultAssumptions, monthlyUsage } from "@sensor-pipeline/core/cost/stage-usage";
import type { StageSettings } from "@sensor-pipeline/core/stage/stage-settings";
import type { CommandContext } from "../command/command-context.ts";
import { EXIT_OK } from "../command/exit-code.ts";
import { settingsHere } from "../target/settings-here.ts";
import type { CostOptions } from "./cost-command.ts";
import { dollars, unknownPrices } from "./cost-words.ts";
import { readPrices } from "./read-prices.ts";

const DEPLOYED_IDLE = " (this stage is deployed idle; on with PIPELINE_SCHEDULES=on)";

/** What a stage will cost, running and with its schedules off. */
export function showEstimate({ target, terminal }: CommandContext, options: CostOptions): number {
  const { stage } = target.names;
  const region = options.region ?? process.env.AWS_REGION ?? PRICED_REGION;
  const prices = priceList(region, readPrices(options.prices));
  const settings = settingsHere(stage);
  const usual = defaultAssumptions(settings);
  const assumptions = {
    recordsPerSecond: options.recordsPerSecond ?? usual.recordsPerSecond,
    recordBytes: options.recordBytes ?? usual.recordBytes,
  };
  const costOf = (schedulesEnabled: boolean) =>
    priced(monthlyUsage({ ...settings, schedulesEnabled }, assumptions), prices);
  const [running, idle] = [costOf(true), costOf(false)];
  if (terminal.json) {
    const sources = Object.fromEntries(
      Object.entries(PRICES).map(([key, { source, confirmed, per }]) => [key, { source, confirmed, per }]),
    );
    terminal.writeJson({ stage, region, settings, assumptions, assumed: ASSUMED, prices, sources, running, idle });
    return EXIT_OK;
  }
  terminal.write(`${terminal.style("bold", `Estimate for stage ${stage} in ${region}`)}, US dollars, list prices`);
  terminal.write(describe(settings, assumptions));
  terminal.write();
  terminal.table(
    [
      { title: "service" },
      { title: "what" },
      { title: "an hour", align: "right" },
      { title: "a month", align: "right" },
      { title: "idle, a month", align: "right" },
    ],
    rows(running, idle),
  );
  terminal.write();
  terminal.write(terminal.style("bold", total(running, idle)) + (settings.schedulesEnabled ? "" : DEPLOYED_IDLE));
  for (const line of unknownPrices([...new Set([...running.unknown, ...idle.unknown])], region)) terminal.write(line);
  if (settings.warehouse.kind === "existing") {
    terminal.write(
      "The existing warehouse's compute and storage are not in it: they are shared, and known to its owner.",
    );
  }
  terminal.write(terminal.style("dim", `Assumed: ${ASSUMED.join("; ")}.`));
  terminal.write(
    terminal.style(
      "dim",
      `Prices as known in 2026, most of them not confirmed on AWS's pages (--json names the pages). What was really used: pipeline cost --used`,
    ),
  );
  return EXIT_OK;
}

function total(running: Cost, idle: Cost): string {
  if (running.lines.every(({ usd }) => usd === undefined)) return "No total: no price is known";
  const least = running.unknown.length > 0 ? "at least " : "";
  const anHour = dollars(running.usd / HOURS_PER_MONTH);
  return `running ${least}${anHour} an hour, ${least}${dollars(running.usd)} a month; idle ${least}${dollars(idle.usd)} a month`;
}

function rows(running: Cost, idle: Cost): string[][] {
  return running.lines.flatMap((line) => {
    const still = idle.lines.find(({ price, service }) => price === line.price && service === line.service);
    if (line.quantity === 0 && !still?.quantity) return [];
    const known = line.usd !== undefined;
    const { usd = 0 } = line;
    return [
      [
        line.service,
        line.item,
        known ? dollars(usd / HOURS_PER_MONTH) : "not known",
        known ? dollars(usd) : "not known",
        known ? dollars(still?.usd ?? 0) : "not known",
      ],
    ];
  });
}

function describe(
  settings: StageSettings,
  { recordsPerSecond, recordBytes }: { recordsPerSecond: number; recordBytes: number },
): string {
  const refresh =
    settings.refresh === "auto" ? "refreshed by Redshift itself" : `refreshed every ${settings.refresh} min`;
  const rate = Number(recordsPerSecond.toPrecision(3));
  return `${rate} records of ${recordBytes} bytes a second, ${refresh}, evaluated every ${settings.alertsMinutes} min`;
}
