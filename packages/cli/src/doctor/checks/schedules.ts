import type { Check } from "../check.ts";
import { PAGES } from "../pages.ts";

/** A stage is deployed with its schedules off, and somebody may have left them so. */
export const schedules: Check = {
  id: "schedules",
  needs: ["reader"],
  async run({ names, facts }) {
    const does = new Map([
      [names.producerSchedule, "no simulated readings are sent"],
      ...((await facts.refreshesAtRate()) ? ([[names.refreshMachine, "nothing new becomes visible"]] as const) : []),
      [names.retentionMachine, "old records stay in the streaming view, which grows"],
      [names.alertsSchedule, "no alert is evaluated: sensors' alarms know nothing, and nobody is told that they don't"],
    ]);
    const states = await Promise.all([...does.keys()].map((name) => facts.scheduleState(name)));
    return [...does].flatMap(([name, without], index) => {
      const state = states[index];
      if (state === "ENABLED") return [];
      return {
        rule: state === undefined ? "schedule-missing" : "schedule-off",
        severity: state === undefined ? "problem" : "warning",
        found: state === undefined ? `The schedule ${name} is not there.` : `The schedule ${name} is ${state}.`,
        matters: `Until it is on, ${without}.`,
        mend: state === undefined ? `npx sst deploy --stage ${names.stage}` : `pipeline resume --stage ${names.stage}`,
        source: PAGES.schedules,
      } as const;
    });
  },
};
