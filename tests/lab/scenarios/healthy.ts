import type { FaultScenario } from "../scenario.ts";

export const healthy: FaultScenario = {
  name: "healthy",
  happens: "Nothing goes wrong: whatever goes to ALARM is a false alarm.",
  minutes: [30, 60],
  plan: () => ({ drawn: "nothing" }),
  raised: {},
};
