import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { StartReport } from "../packages/local/src/start/report.ts";
import { runCommand } from "../tests/pipeline/command.ts";
import type { Figure } from "./figure.ts";

/** From the command to the first alarm out of INSUFFICIENT_DATA: once to warm the caches, once measured. */
export async function benchFirstAlarm(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bench-alarm-"));
  try {
    let milliseconds = Number.NaN;
    for (const run of ["cold", "warm"]) {
      const report = path.join(folder, `${run}.json`);
      const data = path.join(folder, run);
      const command = runCommand("start", [
        ...["--once", "--speed", "12", "--port", "0"],
        ...["--report", report, "--folder", data],
      ]);
      const code = await command.exited;
      if (code !== 0) throw new Error(`npm start -- --once ended with ${code}:\n${command.output()}`);
      milliseconds = (JSON.parse(readFileSync(report, "utf8")) as StartReport).firstAlarmMilliseconds ?? Number.NaN;
    }
    return [
      {
        what: "warm start to first alarm evaluated, speed 12",
        value: milliseconds / 1000,
        unit: "s",
        wanted: "under 30 s",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
