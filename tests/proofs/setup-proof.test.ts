import { afterAll, beforeAll, test } from "vitest";
import { SetupProof } from "./setup-proof.ts";

let proof: SetupProof;

beforeAll(async () => {
  proof = await SetupProof.begin();
}, 60_000);
afterAll(() => proof.close());

test("Set-up run twice leaves the database as it was", () => proof.again(), 60_000);

test(
  "Interrupted at every state, in every way in turn, and run again, set-up ends in the same state, and no record of the flow is lost or doubled",
  () => proof.interruptedInTurn(),
  120_000,
);

test(
  "Each call of the Data API throttled, timed out or unanswered once, set-up succeeds and does nothing twice",
  () => proof.troubled(),
  60_000,
);

test("Two set-ups at once, and one more, end in the same state", () => proof.atOnce(), 60_000);

test("Set-up after a schema change finds what a fresh one makes", () => proof.afterSchemaChange(), 60_000);
