import { afterAll, expect, test } from "vitest";
import { Job } from "./job.ts";

const job = new Job();
afterAll(() => job.close());

test("a run that can't be made is told with its scenario and its seed, and so is the next", async () => {
  for (const seed of [7, 8]) {
    expect(await job.run({ scenario: "nonesuch", seed, folder: "nowhere" })).toMatchObject({
      ...{ scenario: "nonesuch", seed },
      failure: expect.stringContaining('There is no scenario "nonesuch".'),
    });
  }
});

test("a job that is closed answers for nothing", async () => {
  const running = job.run({ scenario: "healthy", seed: 1, folder: "nowhere" });
  await job.close();
  expect(await running).toBeUndefined();
});
