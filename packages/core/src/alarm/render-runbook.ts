import { PRICES } from "../cost/prices.ts";
import { METRICS } from "../metric/metrics.ts";
import { type AlarmDefinition, boundSeconds } from "./alarm-definition.ts";
import { UNHEALTHY, UNHEALTHY_MEANING } from "./composite-alarm.ts";
import { RUNBOOK } from "./runbook.ts";

/** Where the runbook is, from the project's root. */
export const RUNBOOK_FILE = "docs/runbook.md";

/** The runbook's section of an alarm. */
export function runbookSection(key: string): string {
  return `${RUNBOOK_FILE}#${key}`;
}

/** The whole runbook as Markdown. `stages`: alarms of each kind of stage, by its name. */
export function renderRunbook(stages: Readonly<Record<string, readonly AlarmDefinition[]>>): string {
  const titles = new Map(Object.values(stages).flatMap((alarms) => alarms.map((alarm) => [alarm.key, alarm] as const)));
  return [
    "# Runbook",
    "",
    "A section an alarm: what it means, what to look at first, its causes with the likeliest first, and how to see that it is",
    "mended. Written by `npm run runbook` from the table of alarms (`packages/core/src/alarm`). `pipeline alarms` shows which",
    "alarm is in which state, and why.",
    "",
    ...costs(Object.values(stages)),
    "",
    `## ${UNHEALTHY}`,
    "",
    `${UNHEALTHY_MEANING} This is the one that calls people; what it stands on is in its rule and below.`,
    "",
    ...[...titles.values()].flatMap((alarm) => section(alarm, stages)),
  ].join("\n");
}

function section(alarm: AlarmDefinition, stages: Readonly<Record<string, readonly AlarmDefinition[]>>): string[] {
  const { lookFirst, causes, verify } = RUNBOOK[alarm.key];
  const bounds = Object.entries(stages).flatMap(([stage, alarms]) => {
    const found = alarms.find(({ key }) => key === alarm.key);
    return found ? [`${Math.ceil(boundSeconds(found) / 60)} minutes in ${stage}`] : [];
  });
  return [
    `## ${alarm.key}`,
    "",
    `${alarm.title}. ${alarm.meaning}`,
    "",
    `Raised within ${bounds.join(", ")}. Tells people: ${TELLS[alarm.notifies]}.`,
    "",
    `Where its numbers come from: ${alarm.source}.`,
    "",
    "Look first:",
    "",
    "```bash",
    ...lookFirst.map((command) => `npx pipeline ${command}`),
    "```",
    "",
    "| cause | what mends it |",
    "| --- | --- |",
    ...causes.map(({ cause, mend }) => `| ${cause} | ${mend} |`),
    "",
    `It worked when: ${verify}`,
    "",
  ];
}

/** CloudWatch asks by the metric, for publishing one and for watching one; `pipeline cost` counts the same. */
function costs(stages: readonly (readonly AlarmDefinition[])[]): readonly string[] {
  const most = Math.max(...stages.map((alarms) => alarms.length));
  const watched = Math.max(...stages.map((alarms) => alarms.flatMap(({ metrics }) => Object.keys(metrics)).length));
  const { alarmMetricMonth, compositeAlarmMonth, metricMonth } = PRICES;
  return [
    `A stage has up to ${most} alarms on ${watched} metrics (${alarmMetricMonth.usd} US dollars a month each), one composite alarm`,
    `(${compositeAlarmMonth.usd}) and ${Object.keys(METRICS).length} metrics of its own (${metricMonth.usd} each while they are published).`,
  ];
}

const TELLS: Readonly<Record<AlarmDefinition["notifies"], string>> = {
  itself: "by itself",
  composite: `by ${UNHEALTHY}, once the stage is set up`,
  nobody: "no; it explains others or is a condition of theirs, or its schedule is off",
};
