import { expect, test } from "vitest";
import { buildProgram } from "./program.ts";

test("every command that there is can be called by its own name, which loads no other", async () => {
  const all = (await buildProgram([])).commands.map((command) => command.name());
  expect(all.length).toBeGreaterThan(14);
  for (const name of all.filter((each) => each !== "complete" && each !== "completion")) {
    const [only, ...others] = (await buildProgram([name, "--json"])).commands;
    expect([only?.name(), others], name).toEqual([name, []]);
  }
});
