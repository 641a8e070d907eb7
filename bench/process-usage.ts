import { readdirSync, readFileSync } from "node:fs";

const CLOCK_TICKS_PER_SECOND = 100;

export interface ProcessUsage {
  /** Resident memory of the process in MiB, threads included. */
  readonly residentMiB: number;
  /** User and system time since it began, in seconds. */
  readonly cpuSeconds: number;
}

/** What a process and its children use now, by Linux's /proc. */
export function usageOf(pid: number): ProcessUsage {
  let residentMiB = 0;
  let cpuSeconds = 0;
  for (const member of [pid, ...childrenOf(pid)]) {
    const status = readFileSync(`/proc/${member}/status`, "utf8");
    residentMiB += Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
    const fields = readFileSync(`/proc/${member}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    cpuSeconds += (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND;
  }
  return { residentMiB, cpuSeconds };
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
}
