import { minutes } from "./judge/judge-alarms.ts";
import { labAlarms } from "./lab-alarms.ts";
import type { FaultScenario } from "./scenario.ts";
import { SCENARIOS } from "./scenarios/scenarios.ts";

/** From the repository's root. */
export const LAB_DOC_FILE = "docs/lab.md";

const BEGINNING = `# The fault lab

\`npm run lab\` breaks a stage on purpose, and judges what its alarms and its records say to it. It is made for two
questions: does an alarm tell what it is there to tell, in the time the [runbook](runbook.md) promises, and nothing else;
and is every record accounted for, whatever happens.

\`\`\`bash
npm run lab                                     # every scenario once, about ten seconds of processor time each
npm run lab -- --scenario lost-answers --seed 7 # one run; the same seed gives the same run
npm run lab -- --runs 1000                      # the long run: random seeds, times and sizes of the faults
npm run lab -- --list                           # the scenarios, and what each does
\`\`\`

Each run is made in a process of its own, as many at a time as the machine has cores (\`--jobs N\`). Whatever their number, a
seed gives the same run. A run that can't be made counts as broken and stops no other. Ctrl-C ends all, and those that ended
before are still reported.

Each run has a stage of its own: the graph of \`sst.config.ts\` applied to the local AWS, set up, its schedules on. Its time
is stepped: the clock stands still while anything is done and goes on to the next moment at which something is due, so
hours take seconds, and a run depends on its seed alone. A scenario that kills the process with \`kill -9\` depends on
where it strikes as well.

## How to read the result

\`\`\`
ok    stream-unavailable, seed 2: every request, for 15 min
        producer-silent after 3.2 of 5 min, cleared after 1.2 of 23 min
        1540 accepted, 1540 landed: 1540 visible, 0 duplicate, 0 quarantined, 12 batches kept
\`\`\`

The fault lasted 15 minutes. The alarm \`producer-silent\` went to ALARM 3.2 minutes after it began, of the 5 that are its
bound, and left it 1.2 minutes after it ended, of 23. The stream accepted 1540 records; all have landed, and are visible.
The events of 12 batches that could not be sent are in a queue: none is lost. A run is BROKE when

- an alarm that the scenario names does not go to ALARM, or later than its bound; any other does; or one does not clear;
- a reading that the producer was asked for is neither in the stream nor kept, an accepted record has not landed exactly
  once, a reading is visible twice or not at all, or something unusable is not in the quarantine;
- no call met with the fault that was to be injected, or no record expired that was to: such a run shows nothing.

What is wrong is said below the run, a sentence each, and at the end stands the command that repeats it. The exit code is
1 when a run broke.

## Scenarios
`;

/** docs/lab.md, from the scenarios' own data. */
export function labDoc(): string {
  const bounds = new Map(labAlarms().map(({ key, raiseSeconds }) => [key, raiseSeconds]));
  return `${BEGINNING}\n${SCENARIOS.map((scenario) => section(scenario, bounds)).join("\n")}`;
}

function section(scenario: FaultScenario, bounds: ReadonlyMap<string, number>): string {
  const {
    name,
    happens,
    minutes: [from, to],
    raised,
    mayRaise = {},
    kills,
  } = scenario;
  const wanted = Object.entries(raised).map(
    ([key, onset]) => `\`${key}\` (${minutes((onset ?? 0) + (bounds.get(key) ?? 0))})`,
  );
  const possible = Object.entries(mayRaise).map(([key, why]) => `\`${key}\` may: ${why}.`);
  return [
    `### ${name}`,
    "",
    happens,
    "",
    `- ${kills ? "It happens once, and the stage is started again on the same data" : `It lasts ${from} to ${to} minutes`}.`,
    `- Alarms that must go to ALARM, and in what time: ${wanted.length === 0 ? "none" : wanted.join(", ")}.`,
    ...possible.map((sentence) => `- ${sentence}`),
    "",
  ].join("\n");
}
