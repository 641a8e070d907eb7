import { z } from "zod";
import type { Check } from "../check.ts";
import { PAGES } from "../pages.ts";
import { refreshRow } from "../refresh-row.ts";

const modeRow = z.object({ schema_name: z.string(), view_name: z.string(), is_automatic: z.number() });

/** A stage wants either Redshift to refresh, or its own schedule. */
export const refreshMode: Check = {
  id: "refresh-mode",
  needs: ["reader", "setup", "landing-view", "grants"],
  async run({ facts, query, names }) {
    const view = await facts.landingView();
    const [modes, refreshes, atRate, { settings }] = await Promise.all([
      query("refresh-modes.sql", modeRow),
      query("refreshes.sql", refreshRow),
      facts.refreshesAtRate(),
      facts.warehouse(),
    ]);
    const ofLanding = ({ schema_name, view_name }: { schema_name: string; view_name: string }) =>
      schema_name === "public" && view_name === view;
    const isAutomatic = modes.find(ofLanding)?.is_automatic === 1;
    if (!atRate && !isAutomatic) {
      return [
        {
          rule: "refresh-off",
          severity: "problem",
          found: `Auto refresh of public.${view} is off, and the stage has no schedule that refreshes it.`,
          matters: "Nothing new becomes visible; what leaves the stream before a refresh is lost.",
          mend: `pipeline resume --stage ${names.stage}; as the admin: ALTER MATERIALIZED VIEW public.${view} AUTO REFRESH YES;`,
          source: PAGES.alterView,
        },
      ];
    }
    if (!atRate) return [];
    if (isAutomatic) {
      return [
        {
          rule: "refresh-twice",
          severity: "warning",
          found: `Auto refresh of public.${view} is on, and ${names.refreshMachine} refreshes it at a rate as well.`,
          matters: "Redshift's own refreshes keep the workgroup awake, which the stage's rate is there to avoid.",
          mend: `As the admin: ALTER MATERIALIZED VIEW public.${view} AUTO REFRESH NO; or: pipeline setup --stage ${names.stage}`,
          source: PAGES.alterView,
        },
      ];
    }
    const seconds = refreshes.find(ofLanding)?.seconds_since_success ?? undefined;
    const { freshnessThresholdSeconds: allowed } = settings;
    if (seconds === undefined || seconds <= allowed) return [];
    return [
      {
        rule: "refresh-old",
        severity: "problem",
        found: `public.${view} was last refreshed ${seconds} s ago; this stage counts data as stale after ${allowed} s.`,
        matters: "What the stream received since is not visible.",
        mend: `Is the schedule ${names.refreshMachine} on (pipeline doctor --only schedules), do its executions succeed (aws stepfunctions list-executions)? By hand: pipeline setup --stage ${names.stage}`,
        source: PAGES.streaming,
      },
    ];
  },
};
