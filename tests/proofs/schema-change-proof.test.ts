import { afterAll, beforeAll, expect, test } from "vitest";
import { SchemaChangeProof } from "./schema-change-proof.ts";

let proof: SchemaChangeProof;
let states: readonly string[];

beforeAll(async () => {
  proof = await SchemaChangeProof.begin();
}, 60_000);
afterAll(() => proof.close());

test("A landing view of another definition takes the old one's place: rows are equal, readers see each once all the time, what had left stays gone", async () => {
  states = await proof.change();
  expect(states).toContain("Hold history of sensor_records, read sensor_records_second alone");
}, 60_000);

test("Interrupted at every state, in every way in turn, and run again, it ends in the same state", async () => {
  await proof.change();
  await proof.interruptedInTurn(states);
}, 120_000);

test("Each call of the Data API throttled, timed out or unanswered once, it succeeds", () => proof.troubled(), 60_000);

test(
  "An old view that is refreshed once more while the names switch loses and doubles nothing",
  () => proof.lateRefresh(),
  60_000,
);

test(
  "While two views are read set-up stops and names the mend, and refresh and retention go on",
  () => proof.othersMeanwhile(),
  60_000,
);

test(
  "A file that is put back before the views read the new view leaves nothing of it",
  () => proof.takenBack(),
  60_000,
);

test("Two at once, and one more, end in the same state", () => proof.atOnce(), 60_000);

test(
  "Where nothing differs nothing is done, and a view that is made anew all the same is the same",
  () => proof.unneeded(),
  60_000,
);
