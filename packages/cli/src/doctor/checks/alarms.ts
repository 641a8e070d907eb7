import { DescribeAlarmsCommand, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { AlarmDefinition } from "@sensor-pipeline/core/alarm/alarm-definition";
import { alarmsOf } from "@sensor-pipeline/core/alarm/alarms";
import { UNHEALTHY } from "@sensor-pipeline/core/alarm/composite-alarm";
import { SPEND_HIGH } from "@sensor-pipeline/core/alarm/operation-alarms";
import { METRIC_NAMESPACE } from "@sensor-pipeline/core/names";
import { defaultSettings } from "@sensor-pipeline/core/stage/stage-settings";
import type { Check, Finding } from "../check.ts";
import type { Examination } from "../examination.ts";
import { metricSums } from "../metric-sums.ts";
import { PAGES } from "../pages.ts";

const LOOK_BACK_MS = 3_600_000;
/** CloudWatch looks further back than the periods that it evaluates. */
const MORE_PERIODS = 2;

/** Alarms that are not there, tell nobody, or know nothing; what they say when they know is `pipeline alarms`. */
export const alarms: Check = {
  id: "alarms",
  needs: ["reader"],
  async run(examination) {
    const { ask, reader, names, facts } = examination;
    const command = new DescribeAlarmsCommand({
      AlarmNamePrefix: `${names.prefix}-`,
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
      MaxRecords: 100,
    });
    const [{ MetricAlarms = [], CompositeAlarms = [] }, atRate] = await Promise.all([
      ask("cloudwatch:DescribeAlarms", () => reader.cloudWatch.send(command)),
      facts.refreshesAtRate(),
    ]);
    const isPaused = (await facts.scheduleState(names.alertsSchedule)) !== "ENABLED";
    const definitions = alarmsOf(names, { ...defaultSettings(names.stage), refresh: atRate ? 1 : "auto" });
    const deployed = [...MetricAlarms, ...CompositeAlarms];
    // A stage on a cluster has no alarm on spend, which is a workgroup's.
    const expected = definitions.map(({ key }) => key).filter((key) => key !== SPEND_HIGH);
    const missing = [...expected, UNHEALTHY].filter(
      (key) => !deployed.some(({ AlarmName }) => AlarmName === names.alarm(key)),
    );
    const silenced = deployed.filter(
      ({ ActionsEnabled, AlarmActions = [] }) => ActionsEnabled === false && AlarmActions.length > 0,
    );
    const unknown = await Promise.all(
      MetricAlarms.filter(({ StateValue }) => StateValue === "INSUFFICIENT_DATA").map((alarm) =>
        knowsNothing(
          examination,
          alarm,
          definitions.find(({ key }) => alarm.AlarmName === names.alarm(key)),
        ),
      ),
    );
    return [
      ...missing.map((key) => notThere(names.alarm(key), names.stage)),
      ...silenced.map(({ AlarmName = "" }) => silent(AlarmName, isPaused ? names.stage : undefined)),
      ...unknown,
    ];
  },
};

function notThere(name: string, stage: string): Finding {
  return {
    rule: "alarm-missing",
    severity: "problem",
    found: `The alarm ${name} is not there.`,
    matters: "Nobody is told of what it watches.",
    mend: `npx sst deploy --stage ${stage}`,
    source: PAGES.missingData,
  };
}

/** `pipeline pause` disables actions together with the schedules. */
function silent(name: string, pausedStage: string | undefined): Finding {
  return {
    rule: "alarm-silent",
    severity: pausedStage === undefined ? "problem" : "warning",
    found: `The actions of the alarm ${name} are disabled${pausedStage === undefined ? "" : ", and so is the evaluation of alerts: the stage is paused"}.`,
    matters: "It changes its state, and nobody is told.",
    mend:
      pausedStage === undefined
        ? `aws cloudwatch enable-alarm-actions --alarm-names ${name}`
        : `pipeline resume --stage ${pausedStage}`,
    source: PAGES.missingData,
  };
}

async function knowsNothing(
  examination: Examination,
  { AlarmName = "", StateReason = "" }: MetricAlarm,
  definition: AlarmDefinition | undefined,
): Promise<Finding> {
  const why = definition === undefined ? undefined : await reason(examination, definition);
  return {
    rule: why?.rule ?? "alarm-of-somebody",
    severity: "warning",
    found: `The alarm ${AlarmName} is in INSUFFICIENT_DATA. ${why?.found ?? StateReason}`,
    matters: "It can't go to ALARM for want of data.",
    mend:
      why?.mend ??
      "aws cloudwatch describe-alarms shows what it watches: is that metric published, with these dimensions?",
    source: PAGES.missingData,
  };
}

/** Why an alarm knows nothing. */
type Cause = Pick<Finding, "rule" | "found" | "mend">;

/** Why a metric of the pipeline has no datapoints, in the order in which one cause hides the next. */
async function reason(
  examination: Examination,
  { metrics, periodSeconds, evaluationPeriods }: AlarmDefinition,
): Promise<Cause> {
  const { names, facts } = examination;
  const watched = Object.values(metrics);
  const isOfAlerts = watched.some(({ namespace }) => namespace === METRIC_NAMESPACE);
  const schedule = isOfAlerts ? names.alertsSchedule : names.producerSchedule;
  const resume = `pipeline resume --stage ${names.stage}`;
  const [state, sums] = await Promise.all([
    facts.scheduleState(schedule),
    metricSums(
      examination,
      watched.flatMap(({ dimensions, ...metric }) => {
        const known = Object.entries(dimensions).filter(
          (entry): entry is [string, string] => typeof entry[1] === "string",
        );
        return known.length === 0 ? [] : { ...metric, dimensions: Object.fromEntries(known) };
      }),
      (evaluationPeriods + MORE_PERIODS) * periodSeconds * 1_000,
    ),
  ]);
  const metric = watched.map(({ namespace, name }) => `${namespace} ${name}`).join(", ");
  if (state !== "ENABLED") {
    return {
      rule: "alarm-schedule-off",
      found: `The schedule ${schedule} is ${state ?? "not there"}, so ${metric} gets no datapoints.`,
      mend: resume,
    };
  }
  if (sums.some((sum) => sum !== undefined)) {
    return {
      rule: "alarm-evaluated-soon",
      found: `${metric} has datapoints, so the next evaluation will know.`,
      mend: "Wait one period of the alarm, and look again: pipeline alarms",
    };
  }
  if (isOfAlerts) return beforeSetup(examination, metric);
  return {
    rule: "alarm-without-traffic",
    found: `${metric} has no datapoint: there was no traffic to count.`,
    mend: `pipeline doctor --only traffic,functions --stage ${names.stage}`,
  };
}

async function beforeSetup(examination: Examination, metric: string): Promise<Cause> {
  const { names } = examination;
  const setupComplete = {
    namespace: METRIC_NAMESPACE,
    name: "SetupComplete",
    dimensions: { Stage: names.stage },
  };
  const freshness = { ...setupComplete, name: "FreshnessSeconds" };
  const [complete, fresh] = await metricSums(examination, [setupComplete, freshness], LOOK_BACK_MS);
  if (complete === undefined) {
    return {
      rule: "alarm-never-published",
      found: `${metric} was never published in the last hour: the alert evaluation fails or has not run.`,
      mend: `pipeline doctor --only functions,permissions --stage ${names.stage}`,
    };
  }
  if (complete === 0) {
    return {
      rule: "alarm-before-setup",
      found: `${metric} is published once set-up has run, and it has not.`,
      mend: `pipeline setup --stage ${names.stage}`,
    };
  }
  return fresh === undefined
    ? {
        rule: "alarm-evaluation-silent",
        found: `${metric} was not published in the last hour.`,
        mend: `pipeline doctor --only functions --stage ${names.stage}`,
      }
    : {
        rule: "alarm-data-stale",
        found: `${metric} is not published while data is stale, and it is: counts of old data say nothing.`,
        mend: `pipeline doctor --only refresh,refresh-mode,lag --stage ${names.stage}`,
      };
}
