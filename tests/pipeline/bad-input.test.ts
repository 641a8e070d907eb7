import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommand } from "./command.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "bad-input-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["an unknown scenario", ["--scenario", "sharknado"], /There is no scenario "sharknado"\. Choose one of: .*heat-wave/],
  ["a bad stage name", ["--stage", "my_stage"], /Stage "my_stage" can't be used/],
  ["a port that is no number", ["--port", "http"], /--port must be a number/],
  ["a speed below one", ["--speed", "0"], /--speed must be at least 1/],
  ["an unknown option", ["--sped", "12"], /Unknown option '--sped'/],
])("npm start refuses %s with one sentence and exit code 2", async (_what, args, sentence) => {
  const command = runCommand("start", args);

  expect(await command.exited).toBe(2);
  expect(command.output()).toMatch(sentence);
  expect(command.output().trim().split("\n")).toHaveLength(1);
});

test("a port in use is named in one sentence, and the exit code is 2", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const command = runCommand("aws", ["--port", String(port), "--folder", path.join(folder, "port")]);

  expect(await command.exited).toBe(2);
  expect(command.output()).toContain(String(port));
  expect(command.output()).not.toMatch(/\n\s+at /);
  server.close();
});
