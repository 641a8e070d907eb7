import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import type { Check } from "../check.ts";
import { PAGES } from "../pages.ts";

export const landingView: Check = {
  id: "landing-view",
  needs: ["reader", "setup", "grants"],
  async run({ facts, names }) {
    const landingView = `public.${await facts.landingView()}`;
    const again = `pipeline schema-change --stage ${names.stage} makes the view anew; it reads again what the stream still holds`;
    const view = (await facts.streamViews()).find(({ name }) => name === landingView);
    if (view === undefined) {
      return [
        {
          rule: "view-missing",
          severity: "problem",
          found: `There is no streaming view ${landingView}.`,
          matters: "No record of the stream comes into the warehouse.",
          mend: `pipeline setup --stage ${names.stage}`,
          source: PAGES.gettingStarted,
          blocks: true,
        },
      ];
    }
    if (view.stream === names.stream && view.externalSchema === WAREHOUSE_OBJECTS.externalSchema) return [];
    const isUpper = view.stream.toLowerCase() === names.stream;
    return [
      {
        rule: "view-of-another-stream",
        severity: "problem",
        found: `The streaming view ${landingView} reads ${view.externalSchema}."${view.stream}"; the stage's stream is ${names.stream}.`,
        matters: isUpper
          ? "Names of streams differ by case, and auto refresh folds the one in the view to lower case."
          : "What is sent to the stage's stream never becomes visible, and nothing says so: the refreshes succeed.",
        mend: again,
        source: PAGES.streaming,
      },
    ];
  },
};
