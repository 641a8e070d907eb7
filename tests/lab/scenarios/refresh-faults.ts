import type { Deed, FaultWindow, ScenariosOn } from "../scenario.ts";
import { withoutAction } from "../stage/take-permission.ts";

/** Records come in, and nobody sees them. */
export const NOTHING_NEW = { "data-not-fresh": 0, "refresh-stopped": 0, "alerts-stale": 0 } as const;

const LATE_AFTERWARDS = {
  "latency-high": "what has waited is late when it lands, as long as it is in the window",
} as const;

/** What makes records visible: the owner's machine at a rate, or Redshift's auto refresh. */
export const refreshFaults: ScenariosOn = ({ every, settings }) => {
  const mayRaise = settings.alerts.windowSeconds > settings.thresholds.latencySeconds ? LATE_AFTERWARDS : {};
  return [
    {
      name: "refresh-denied",
      happens: "Redshift's role loses its right to read the stream: every refresh fails until it has it again.",
      minutes: [48, 65],
      plan: ({ window, names }) => ({
        drawn: names.warehouseRole,
        deeds: withoutAction(names.warehouseRole, "kinesis:GetRecords", window),
      }),
      raised: {
        ...{ ...NOTHING_NEW, "refresh-failed": 0 },
        // Nobody's statement is what refreshes automatically.
        ...(settings.refresh === "auto" ? {} : { "statement-failed": every.refresh }),
      },
      mayRaise,
      testedWith: [3],
    },
    {
      name: "refresh-not-started",
      only: { stage: "development", because: "with auto refresh there is no schedule to fail" },
      happens: "The role of the refresh's schedule loses its permission: nothing fails, and nothing is refreshed.",
      minutes: [48, 65],
      plan: ({ window, names }) => ({
        drawn: `${names.refreshMachine}-start`,
        deeds: withoutAction(`${names.refreshMachine}-start`, "states:StartExecution", window),
      }),
      raised: { ...NOTHING_NEW, "schedule-failing": every.refresh, "dead-letters": every.refresh },
      mayRaise,
    },
    {
      name: "auto-refresh-off",
      only: { stage: "production", because: "a stage that refreshes at a rate has auto refresh off anyhow" },
      happens:
        "Somebody with the owner's rights turns the landing view's auto refresh off: nothing fails, and nothing is refreshed until it is on again.",
      minutes: [12, 30],
      plan: ({ window }) => ({
        drawn: "ALTER MATERIALIZED VIEW ... AUTO REFRESH NO",
        deeds: withoutAutoRefresh(window),
      }),
      raised: NOTHING_NEW,
      mayRaise,
    },
  ];
};

function withoutAutoRefresh({ from, until }: FaultWindow): readonly Deed[] {
  return (["NO", "YES"] as const).map((mode) => ({
    at: mode === "NO" ? from : until,
    what: `auto refresh is set to ${mode}`,
    run: async ({ sql }) => void (await sql(`ALTER MATERIALIZED VIEW sensor_records AUTO REFRESH ${mode}`)),
  }));
}
