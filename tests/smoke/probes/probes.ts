import { ANSWER_PROBES } from "./answer-probes.ts";
import { DEFINITION_PROBES } from "./definition-probes.ts";
import { LANDING_PROBES } from "./landing-probes.ts";
import type { Probe } from "./probe.ts";

/** Every open question, in the order in which they are asked: what changes the stream comes last. */
export const PROBES: readonly Probe[] = [...ANSWER_PROBES, ...DEFINITION_PROBES, ...LANDING_PROBES];
