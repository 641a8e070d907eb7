import type { ScenariosOn } from "../scenario.ts";

export const healthy: ScenariosOn = () => [
  {
    name: "healthy",
    happens: "Nothing goes wrong: whatever goes to ALARM is a false alarm.",
    minutes: [30, 60],
    plan: () => ({ drawn: "nothing" }),
    raised: {},
  },
];
