import type { StageSettings } from "../stage/stage-settings.ts";
import { HOURS_PER_MONTH, type UsageLine } from "./cost-line.ts";
import type { Flow } from "./stream-usage.ts";

const GB = 1024 ** 3;
/** A landed record is its bytes and its parsed document. */
const LANDED_COPIES = 2;
/** What a wake-up costs at least: https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-billing.html */
const LEAST_SECONDS = 60;

/** A month of the warehouse that the stage makes; of an existing one nothing is known, and there are no lines. */
export function warehouseUsage(settings: StageSettings, flow: Flow): readonly UsageLine[] {
  const { warehouse, retention } = settings;
  if (warehouse.kind !== "new") return [];
  const service = "Redshift Serverless";
  const asked = warehouse.baseRpu * awakeShare(settings, flow) * HOURS_PER_MONTH;
  // Beyond the daily limit a development stage's workgroup answers nobody until the next day.
  const limit = (warehouse.dailyRpuHours * HOURS_PER_MONTH) / 24;
  const isStopped = warehouse.beyondDailyLimit === "deactivate" && asked > limit;
  const bytesPerHour = flow.recordsPerSecond * 3_600 * flow.recordBytes;
  return [
    {
      service,
      item: `${warehouse.baseRpu} RPU${isStopped ? `, stopped at ${warehouse.dailyRpuHours} RPU-hours a day` : ""}`,
      quantity: isStopped ? limit : asked,
      price: "rpuHour",
    },
    {
      service,
      item: `landed records of ${retention.keepHours} h`,
      quantity: (LANDED_COPIES * bytesPerHour * retention.keepHours) / GB,
      price: "managedStorageGbMonth",
    },
    {
      service,
      item: "archive, for each month that it grows",
      quantity: retention.archive ? (LANDED_COPIES * bytesPerHour * HOURS_PER_MONTH) / GB : 0,
      price: "managedStorageGbMonth",
    },
  ];
}

/**
 * Share of the time that the workgroup is billed: a minute for each refresh, evaluation and retention, as if no two fell
 * together, which is the most; always, where it refreshes a stream by itself into which records come.
 */
function awakeShare(settings: StageSettings, { recordsPerSecond }: Flow): number {
  if (!settings.schedulesEnabled) return 0;
  if (settings.refresh === "auto" && recordsPerSecond > 0) return 1;
  const refreshes = settings.refresh === "auto" ? 0 : 60 / settings.refresh;
  const wakesAnHour = refreshes + 60 / settings.alertsMinutes + 1 / settings.retention.everyHours;
  return Math.min(1, (wakesAnHour * LEAST_SECONDS) / 3_600);
}
