import type { FoundPart } from "./find-parts.ts";
import { ARCHIVE, type TeardownStep } from "./teardown-steps.ts";

/** What of a warehouse is dropped by hand, and what has one of our names and stays. */
export interface Choice {
  readonly steps: readonly TeardownStep[];
  readonly foreign: readonly FoundPart[];
}

/** Names that are ours without a record: roles hold no data, the archive has a fate of its own, and the table of records can't record itself. */
const WITHOUT_RECORD = new Set(["pipeline_reader", "pipeline_monitor", "pipeline_objects", ARCHIVE]);

/** Of what is there: what set-up recorded is dropped, in order; what merely has the name of one of its objects is somebody else's. */
export function chooseParts(steps: readonly TeardownStep[], found: readonly FoundPart[]): Choice {
  const isOurs = ({ name, recorded }: FoundPart) => recorded || WITHOUT_RECORD.has(name);
  const ours = new Set(found.filter(isOurs).map(({ name }) => name));
  return { steps: steps.filter(({ name }) => ours.has(name)), foreign: found.filter((part) => !isOurs(part)) };
}
