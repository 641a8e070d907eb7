import { FakeDataApi } from "../warehouse/fake-data-api.ts";

type Row = Readonly<Record<string, number | string | null>>;

/** Rows of the files that an evaluation runs, by their names, where nothing is the matter. */
const QUIET_ROWS = {
  "alert-objects.sql": { objects_found: 3 },
  "alert-summary.sql": {
    evaluated_at: "2026-11-23 12:00:00",
    watermark: "2026-11-23 11:59:40.5",
    last_landing: "2026-11-23 11:59:50",
    latency_seconds: "42.5",
    records_landed: 100,
    records_visible: 100,
    duplicate_records: 0,
    records_quarantined: 0,
    undecodable_records: 0,
    high_temperature_readings: 0,
    low_temperature_readings: 0,
    sensors_high: 0,
    sensors_low: 0,
    sensors_in_error: 0,
    sensors_silent: 0,
    sensors_stuck: 0,
  },
  "ingestion-health.sql": {
    last_refresh: "2026-11-23 11:59:55",
    failed_refreshes: 0,
    full_refreshes: 0,
    skipped_rows: "0",
    scan_lag_seconds: 0,
    scan_errors: 0,
  },
  "serverless-usage.sql": { intervals: 4, charged_rpu_seconds: "1440", storage_megabytes: null },
} as const satisfies Readonly<Record<string, Row>>;

export type AlertFile = keyof typeof QUIET_ROWS;

const TIMES: readonly string[] = ["watermark", "evaluated_at", "last_landing", "last_refresh"];

/** For tests: a Data API that answers each file of an evaluation with one row, and fails those that have an error. */
export function fakeAlertWarehouse(
  rows: Readonly<Partial<Record<AlertFile, Row>>>,
  errors: Readonly<Partial<Record<AlertFile, string>>> = {},
): FakeDataApi {
  const fileOf = (input: { readonly StatementName?: string }) => (input.StatementName ?? "").replace(/^.*: /, "");
  return new FakeDataApi({
    execute: [
      (input) => {
        const file = fileOf(input as { StatementName?: string }) as AlertFile;
        return { Id: file, Status: file in errors ? "FAILED" : "FINISHED", HasResultSet: true };
      },
    ],
    describe: [(input) => ({ Status: "FAILED", Error: errors[(input as { Id: AlertFile }).Id] })],
    result: [
      (input) => {
        const { Id } = input as { Id: AlertFile };
        return resultOf({ ...QUIET_ROWS[Id], ...rows[Id] });
      },
    ],
  });
}

/** A result set with one row, typed as Redshift types such a query. */
function resultOf(row: Row) {
  return {
    ColumnMetadata: Object.keys(row).map((name) => ({
      name,
      label: name,
      typeName: TIMES.includes(name) ? "timestamp" : "int8",
    })),
    Records: [
      Object.values(row).map((value) => {
        if (value === null) return { isNull: true };
        return typeof value === "number" ? { longValue: value } : { stringValue: value };
      }),
    ],
  };
}
