import { minutes } from "./judge/judge-alarms.ts";
import { labAlarms } from "./lab-alarms.ts";
import type { LabScenario } from "./scenario.ts";
import { SCENARIOS } from "./scenarios/scenarios.ts";

/** From the repository's root. */
export const LAB_DOC_FILE = "docs/lab.md";

const BEGINNING = `# The fault lab

\`npm run lab\` breaks a stage on purpose, and judges what its alarms and its records say to it. It is made for two
questions: does an alarm tell what it is there to tell, in the time the [runbook](runbook.md) promises, and nothing else;
and is every record accounted for, whatever happens.

\`\`\`bash
npm run lab                                          # every scenario once on each kind of stage, and the matrices
npm run lab -- --stage production --scenario lost-answers --seed 7 # one run; the same seed gives the same run
npm run lab -- --runs 1000                           # the long run: random seeds, times and sizes of the faults
npm run lab -- --list                                # the scenarios, and what each does
\`\`\`

Each run is made in a process of its own, as many at a time as the machine has cores (\`--jobs N\`). Whatever their number, a
seed gives the same run. The matrices are those of \`npm run lab:privileges\` (each permission taken away in turn) and of
\`npm run lab:setup\` (set-up and schema change ended in every state, in every way). A run that can't be made counts as broken and stops no other. Ctrl-C ends all, and those that ended
before are still reported.

Each run has a stage of its own: the graph of \`sst.config.ts\` applied to the local AWS, set up, its schedules on. It is a
development stage, refreshed by the owner's machine every five minutes, or a production stage, refreshed by Redshift itself
every five to fifty seconds, on an on-demand stream; what must go to ALARM, and when, follows from that stage's settings. Its time
is stepped: the clock stands still while anything is done and goes on to the next moment at which something is due, so
hours take seconds, and a run depends on its seed alone. A scenario that kills the process with \`kill -9\` depends on
where it strikes as well.

## How to read the result

\`\`\`
ok    stream-unavailable on development, seed 2: every request, for 15 min
        producer-failing after 2.6 min of 4 min, cleared after 2.6 min of 23 min
        producer-silent after 3.6 min of 5 min, cleared after 1.6 min of 23 min
        records-failed after 3.6 min of 5 min, cleared after 3.6 min of 25 min
        events-dropped after 4.6 min of 6 min, cleared after 3.6 min of 20 min
        dead-letters after 5.6 min of 7 min, cleared after 6.6 min of 21 min
        pipeline-unhealthy after 2.6 min of 4 min, cleared after 3.6 min of 44 min
        1440 accepted, 1440 landed: 1440 visible, 0 duplicate, 0 quarantined, 12 batches kept
\`\`\`

The fault lasted 15 minutes. The alarm \`producer-silent\` went to ALARM 3.6 minutes after it began, of the 5 that are
its bound, and left it 1.6 minutes after it ended, of 23. (An alarm that merely may go to ALARM has no bound for that.)
The stream accepted 1440 records; all have landed, and are visible. The events of 12 batches that could not be sent are
in a queue: none is lost. A run is BROKE when

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
  const names = [...new Set(SCENARIOS.map(({ name }) => name))];
  const sections = names.map((name) => section(SCENARIOS.filter((scenario) => scenario.name === name)));
  return `${BEGINNING}\n${sections.join("\n")}`;
}

/** One scenario, on each kind of stage that it is for. */
function section(on: readonly LabScenario[]): string {
  const [first] = on;
  if (!first) throw new Error("A scenario is of no stage.");
  const { name, happens, only, kills } = first;
  return [
    `### ${name}`,
    "",
    happens,
    "",
    ...(only ? [`- On a ${only.stage} stage alone: ${only.because}.`] : []),
    ...(kills ? ["- It happens once, and the stage is started again on the same data."] : []),
    ...inOneOrEach(on, (scenario) => [
      ...(kills ? [] : [lastsFor(scenario)]),
      mustRaise(scenario),
      ...mayRaise(scenario),
    ]),
    "",
  ].join("\n");
}

/** Lines that are the same on every kind of stage are said once. */
function inOneOrEach(
  on: readonly LabScenario[],
  lines: (scenario: LabScenario) => readonly string[],
): readonly string[] {
  const all = on.map((scenario) => ({ scenario, own: lines(scenario) }));
  const isShared = (line: string) => all.every(({ own }) => own.includes(line));
  const shared = (all[0]?.own ?? []).filter(isShared);
  const others = all.flatMap(({ scenario, own }) =>
    own.filter((line) => !isShared(line)).map((line) => `- On ${scenario.kind.name}, ${line}`),
  );
  return [...shared.map((line) => `- ${line[0]?.toUpperCase()}${line.slice(1)}`), ...others];
}

function lastsFor({ minutes: [from, to] }: LabScenario): string {
  return `it lasts ${from} to ${to} minutes.`;
}

function mustRaise({ raised, kind }: LabScenario): string {
  const bounds = new Map(labAlarms(kind).map(({ key, raiseSeconds }) => [key, raiseSeconds]));
  const wanted = Object.entries(raised).map(
    ([key, onset]) => `\`${key}\` (${minutes((onset ?? 0) + (bounds.get(key) ?? 0))})`,
  );
  return `alarms that must go to ALARM, and in what time: ${wanted.length === 0 ? "none" : wanted.join(", ")}.`;
}

function mayRaise({ mayRaise: possible = {} }: LabScenario): readonly string[] {
  return Object.entries(possible).map(([key, why]) => `\`${key}\` may: ${why}.`);
}
