import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { defaultSettings } from "@sensor-pipeline/core/stage/stage-settings";
import { afterAll, expect, test } from "vitest";
import type { StartReport } from "../../packages/local/src/start/report.ts";
import { REGION } from "../infra/evaluated-stage.ts";
import { naturalEvents } from "../lab/stage/natural-events.ts";
import { runCommand } from "./command.ts";

const TIMEOUT_MS = 240_000;
/** The first cycle's readings are younger. */
const READINGS_SINCE_MS = 10 * 60_000;

const folder = mkdtempSync(path.join(os.tmpdir(), "once-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  "one whole cycle takes readings from the sensor to an alarm, and a second run keeps what the first one made and puts malformed records in quarantine",
  async () => {
    const started = Date.now();
    const first = await runOnce([]);
    // The sensors are simulated at the time of the day, and some day one of them says ERROR or stands in the sun.
    const natural = naturalEvents(defaultSettings("dev"), started - READINGS_SINCE_MS, Date.now());
    expect(first.failures).toEqual([]);
    expect(first.setup?.status).toBe("SUCCEEDED");
    expect(first.setup?.output).toMatchObject({
      created: expect.arrayContaining(["sensor_records", "sensor_data_stream"]),
    });
    expect(first.sent).toBeGreaterThanOrEqual(20);
    expect(first.landed).toBeGreaterThanOrEqual(20);
    expect(first.visible).toBe(first.landed);
    expect(first.metrics).toMatchObject({ SetupComplete: 1 });
    const decided = first.alarms.filter(({ name }) => !(name in natural));
    expect(decided.filter(({ state }) => state === "ALARM")).toEqual([]);
    expect(decided).toContainEqual(expect.objectContaining({ name: "producer-failing", state: "OK" }));
    for (const name of ["temperature-high", "sensors-in-error"])
      expect(["OK", ...(name in natural ? ["ALARM"] : [])]).toContain(stateOf(first, name));

    const second = await runOnce(["--scenario", "malformed"]);
    expect(second.failures).toEqual([]);
    expect(second.setup?.output).toMatchObject({ created: [], existed: expect.arrayContaining(["sensor_records"]) });
    expect(second.landed).toBeGreaterThan(first.landed);
    expect(second.visible).toBeGreaterThanOrEqual(first.visible);
    expect(second.quarantined).toBeGreaterThan(0);
    expect(second.visible + second.duplicates + second.quarantined).toBe(second.landed);
  },
  TIMEOUT_MS,
);

async function runOnce(options: readonly string[]): Promise<StartReport> {
  const file = path.join(folder, "report.json");
  const command = runCommand(
    "start",
    ["--once", ...["--report", file, "--port", "0", "--folder", path.join(folder, "data")], ...options],
    { AWS_REGION: REGION },
  );
  const code = await command.exited;
  expect(code, command.output()).toBe(0);
  return JSON.parse(readFileSync(file, "utf8")) as StartReport;
}

function stateOf({ alarms }: StartReport, name: string): string | undefined {
  return alarms.find((alarm) => alarm.name === name)?.state;
}
