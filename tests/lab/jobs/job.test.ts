import { afterAll, expect, test } from "vitest";
import { Job } from "./job.ts";

const job = new Job();
afterAll(() => job.close());

test("a run that can't be made is told with its scenario and its seed, and so is the next", async () => {
  for (const seed of [7, 8]) {
    expect(await job.run({ stage: "production", scenario: "nonesuch", seed, folder: "nowhere" })).toMatchObject({
      ...{ stage: "production", scenario: "nonesuch", seed },
      failure: expect.stringContaining('There is no scenario "nonesuch" of a production stage.'),
    });
  }
});

test("a job that is closed answers for nothing", async () => {
  const running = job.run({ stage: "production", scenario: "healthy", seed: 1, folder: "nowhere" });
  await job.close();
  expect(await running).toBeUndefined();
});
