import { type LandingView, otherLandingView } from "@sensor-pipeline/core/setup/landing-views";
import type { z } from "zod";
import { type Check, type Finding, NotAllowedError } from "../check.ts";
import type { Examination } from "../examination.ts";
import { PAGES } from "../pages.ts";
import { refreshRow } from "../refresh-row.ts";
import { recordedRow } from "../stage-facts.ts";
import type { StreamView } from "../stream-view.ts";
import { suspectRecord } from "../suspect-record.ts";

export const refresh: Check = {
  id: "refresh",
  needs: ["reader", "setup", "landing-view", "grants"],
  async run(examination) {
    const { facts, query, names } = examination;
    const landing = await facts.landingView();
    const landingView = `public.${landing}`;
    const [views, refreshes, madeSecondsAgo] = await Promise.all([
      facts.streamViews(),
      query("refreshes.sql", refreshRow),
      landingViewAge(examination, landing),
    ]);
    const findings = await Promise.all(
      views.map(async (view): Promise<readonly Finding[]> => {
        const isStages = view.name === landingView;
        const last = refreshes.find(({ schema_name, view_name }) => `${schema_name}.${view_name}` === view.name);
        const isBegun = view.name === `public.${otherLandingView(landing)}`;
        const another = isStages || view.stream !== names.stream ? [] : [anotherReader(view, landingView, isBegun)];
        if (last !== undefined && /^Refresh failed/.test(last.status)) {
          return [...another, await failing(examination, view, last, landingView)];
        }
        // A success from before the view was made is of an earlier one of its name.
        const succeeded = last !== undefined && (last.seconds_since_success ?? 0) <= madeSecondsAgo;
        return isStages && !succeeded ? [neverRefreshed(names.stage, landingView)] : another;
      }),
    );
    return findings.flat();
  },
};

/** Seconds since set-up made it; without end where that can't be read, and then every refresh of its name counts. */
async function landingViewAge({ query }: Examination, landing: LandingView): Promise<number> {
  try {
    const rows = await query("recorded.sql", recordedRow);
    const made = rows.find(({ object_name }) => object_name === landing);
    return made?.seconds_ago ?? Number.POSITIVE_INFINITY;
  } catch (error) {
    if (error instanceof NotAllowedError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

function neverRefreshed(stage: string, landingView: string): Finding {
  return {
    rule: "view-never-refreshed",
    severity: "problem",
    found: `The streaming view ${landingView} has never been refreshed since it was made, or not in the seven days that Redshift tells of.`,
    matters: "It is empty until it is: the first refresh reads everything that the stream still holds.",
    mend: `pipeline setup --stage ${stage} refreshes once; as the admin: REFRESH MATERIALIZED VIEW ${landingView};`,
    source: PAGES.gettingStarted,
  };
}

function anotherReader({ name, stream }: StreamView, landingView: string, isBegun: boolean): Finding {
  return {
    rule: "another-view",
    severity: "warning",
    found: `The materialized view ${name} reads the stage's stream ${stream} as well.`,
    matters:
      "Each view is a reader of every shard of its own, which allow five reads a second together, and costs its own refreshes.",
    mend: isBegun
      ? "It is a schema change's that has not ended: pipeline schema-change goes on with it."
      : `Make it a plain view over ${landingView}, then: DROP MATERIALIZED VIEW ${name};`,
    source: PAGES.streaming,
  };
}

async function failing(
  examination: Examination,
  view: StreamView,
  { status, seconds_since_success: secondsSinceSuccess }: z.output<typeof refreshRow>,
  landingView: string,
): Promise<Finding> {
  const isStages = view.name === landingView;
  const since =
    secondsSinceSuccess === null ? "none has ever succeeded" : `the last success was ${secondsSinceSuccess} s ago`;
  const suspect = isStages ? undefined : await suspectRecord(examination, view);
  const record = suspect === undefined ? "" : ` ${suspect}`;
  return {
    rule: "refresh-failed",
    severity: "problem",
    found: `The last refresh of ${view.name} failed: "${status}"; ${since}.${record}`,
    matters:
      "Nothing new becomes visible in it: a refresh begins where the last success ended, and fails at the same record again.",
    mend: isStages
      ? `No record can make this view fail, so it is a permission, the key or the network: pipeline doctor --only role-association,role-trust,permissions,stream-key,network --stage ${examination.names.stage}`
      : `A streaming view's expressions must not be able to fail: test before you convert (CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END), or read ${landingView} in a plain view; then: DROP MATERIALIZED VIEW ${view.name};`,
    source: PAGES.streaming,
  };
}
