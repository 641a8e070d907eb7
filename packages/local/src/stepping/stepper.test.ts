import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMINISTRATOR } from "../administrator.ts";
import { applyBareAccount, BARE } from "../bare-account.ts";
import { type LocalAws, startLocalAws } from "../local-aws.ts";
import { SteppedClock } from "./stepped-clock.ts";
import { NothingDueError, Stepper } from "./stepper.ts";

const START = Date.UTC(2026, 0, 5);

/** What code does with time: sleeps in three ways, calls over the wire in between, and is told to stop. */
const HANDLERS = `
import { setTimeout as delay } from "node:timers/promises";
const post = () => fetch(process.env.AWS_ENDPOINT_URL + "/").then((answer) => answer.json());
export const sleeps = async (event, context) => {
  const times = [Date.now()];
  await delay(40_000);
  times.push(Date.now());
  await post();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await post();
  times.push(new Date().getTime());
  let ticks = 0;
  await new Promise((resolve) => { const timer = setInterval(() => { ticks += 1; if (ticks === 3) { clearInterval(timer); resolve(); } }, 1_000); });
  const timedOut = await new Promise((resolve) => AbortSignal.timeout(2_000).addEventListener("abort", () => resolve(true)));
  return { times, ticks, timedOut, left: context.getRemainingTimeInMillis(), now: Date.now() };
};
export const gives = async () => {
  const never = setTimeout(() => { throw new Error("cleared"); }, 1_000);
  clearTimeout(never);
  const given = await Promise.race([delay(60_000, "late"), delay(30_000, "early")]);
  const aborted = await delay(60_000, undefined, { signal: AbortSignal.timeout(10_000) }).catch((error) => error.name);
  return { given, aborted };
};
export const never = () => new Promise(() => {});
`;

const folder = mkdtempSync(path.join(tmpdir(), "stepper-"));
const clock = new SteppedClock(START);
let aws: LocalAws;
let stepper: Stepper;

beforeAll(async () => {
  writeFileSync(path.join(folder, "bundle.mjs"), HANDLERS);
  aws = await startLocalAws({ folder: path.join(folder, "data"), port: 0, clock });
  stepper = new Stepper(clock, aws.stepping);
  await stepper.until(applyBareAccount(aws));
  aws.identity.putRole({
    name: "code",
    trust: {
      Statement: { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    },
    policies: {},
    tags: {},
  });
  for (const name of ["sleeps", "gives", "never"]) {
    await call("lambda", "CreateFunction", {
      FunctionName: name,
      Role: "arn:aws:iam::000000000000:role/code",
      Handler: `bundle.${name}`,
      Runtime: "nodejs24.x",
      Code: { Folder: folder },
      Timeout: 90,
    });
  }
});

afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true, force: true });
});

function call<Output>(service: string, operation: string, input: unknown): Promise<Output> {
  return stepper.until(aws.call<Output>(ADMINISTRATOR, service, operation, input));
}

async function invoke(name: string) {
  const before = clock.now();
  const { Payload, FunctionError } = await call<{ Payload: Buffer; FunctionError?: string }>("lambda", "Invoke", {
    FunctionName: name,
  });
  return { result: JSON.parse(Payload.toString()), FunctionError, took: clock.now() - before };
}

test("a function's sleeps take exactly their time, whatever it calls in between", async () => {
  const start = clock.now();
  const { result, took } = await invoke("sleeps");
  expect(result).toEqual({
    times: [start, start + 40_000, start + 45_000],
    ticks: 3,
    timedOut: true,
    left: 40_000,
    now: start + 50_000,
  });
  expect(took).toBe(50_000);
});

test("timers that are cleared, aborted or overtaken hold nothing up", async () => {
  const { result, took } = await invoke("gives");
  expect(result).toEqual({ given: "early", aborted: "AbortError" });
  expect(took).toBe(40_000);
});

test("a function that never answers is ended by its time-out", async () => {
  const { FunctionError, took } = await invoke("never");
  expect(FunctionError).toBe("Unhandled");
  expect(took).toBe(90_000);
});

test("time stands still while the warehouse computes", async () => {
  const before = clock.now();
  const target = { WorkgroupName: BARE.workgroup, Database: BARE.database };
  const { Id } = await call<{ Id: string }>("redshift-data", "ExecuteStatement", {
    ...target,
    Sql: "SELECT COUNT(*) FROM pg_catalog.pg_attribute",
  });
  await stepper.to(before);
  expect(await call("redshift-data", "DescribeStatement", { Id })).toMatchObject({ Status: expect.any(String) });
  expect(clock.now()).toBe(before);
});

test("the time it goes to is reached, and what is due then is done", async () => {
  const until = clock.now() + 600_000;
  let woken = 0;
  const sleeping = clock.sleep(600_000).then(() => (woken = clock.now()));
  await stepper.to(until);
  expect(clock.now()).toBe(until);
  expect(woken).toBe(until);
  await sleeping;
});

test("waiting for what never comes is refused where nothing is due", async () => {
  const idle = new Stepper(new SteppedClock(START), []);
  await expect(idle.until(new Promise(() => undefined))).rejects.toBeInstanceOf(NothingDueError);
});
