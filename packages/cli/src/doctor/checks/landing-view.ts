import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import type { Check } from "../check.ts";
import { PAGES } from "../pages.ts";

const VIEW = `public.${WAREHOUSE_OBJECTS.landingView}`;

export const landingView: Check = {
  id: "landing-view",
  needs: ["reader", "setup", "grants"],
  async run({ facts, names }) {
    const again = `pipeline teardown --stage ${names.stage}, then pipeline setup --stage ${names.stage}: the view reads again what the stream still holds`;
    const view = (await facts.streamViews()).find(({ name }) => name === VIEW);
    if (view === undefined) {
      return [
        {
          rule: "view-missing",
          severity: "problem",
          found: `There is no streaming view ${VIEW}.`,
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
        found: `The streaming view ${VIEW} reads ${view.externalSchema}."${view.stream}"; the stage's stream is ${names.stream}.`,
        matters: isUpper
          ? "Names of streams differ by case, and auto refresh folds the one in the view to lower case."
          : "What is sent to the stage's stream never becomes visible, and nothing says so: the refreshes succeed.",
        mend: again,
        source: PAGES.streaming,
      },
    ];
  },
};
