import { FUNCTION_MEMORY_MB } from "../stage/stage-settings.ts";
import { HOURS_PER_MONTH, type UsageLine } from "./cost-line.ts";
import { streamUsage } from "./stream-usage.ts";

export interface MeasuredFlow {
  readonly records: number;
  readonly bytes: number;
}

export interface UsedStream extends MeasuredFlow {
  readonly mode: "provisioned" | "on-demand";
  readonly shards: number;
  readonly retentionHours: number;
  /** It was there in the time that is asked about. */
  readonly hours: number;
}

/** As a month of it would be, by the share of a month; with as many shards as it has now. */
export function streamUsed({ mode, shards, retentionHours, hours, records, bytes }: UsedStream): readonly UsageLine[] {
  if (hours <= 0) return [];
  const flow = {
    recordsPerSecond: records / (hours * 3_600),
    recordBytes: records === 0 ? 1 : Math.round(bytes / records),
  };
  const settings = { shards: mode === "on-demand" ? mode : shards, retentionHours } as const;
  return streamUsage(settings, flow).map((line) => ({ ...line, quantity: (line.quantity * hours) / HOURS_PER_MONTH }));
}

export function functionsUsed(used: { readonly invocations: number; readonly seconds: number }): readonly UsageLine[] {
  const gbSeconds = used.seconds * (FUNCTION_MEMORY_MB / 1024);
  return [
    {
      service: "Lambda",
      item: `${used.invocations} invocations`,
      quantity: used.invocations / 1e6,
      price: "lambdaRequests",
    },
    { service: "Lambda", item: "compute", quantity: gbSeconds, price: "lambdaGbSecond" },
  ];
}

export interface UsedWarehouse {
  /** RPU-seconds that are charged. */
  readonly chargedRpuSeconds: number;
  /** Mean of the time. */
  readonly storageMegabytes: number;
  readonly hours: number;
}

export function warehouseUsed({ chargedRpuSeconds, storageMegabytes, hours }: UsedWarehouse): readonly UsageLine[] {
  const service = "Redshift Serverless";
  const gbMonths = ((storageMegabytes / 1024) * hours) / HOURS_PER_MONTH;
  return [
    { service, item: "RPU-hours charged", quantity: chargedRpuSeconds / 3_600, price: "rpuHour" },
    { service, item: "storage", quantity: gbMonths, price: "managedStorageGbMonth" },
  ];
}
