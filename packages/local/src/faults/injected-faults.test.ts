import { expect, test } from "vitest";
import { z } from "zod";
import { ADMINISTRATOR } from "../administrator.ts";
import { createDispatcher } from "../dispatch.ts";
import { createIdentity } from "../identity/create-identity.ts";
import { ManualClock } from "../services/manual-clock.ts";
import { DATA_API_FAILURE, type FaultRule, INTERNAL_FAILURE } from "./fault-rule.ts";
import { InjectedFaults } from "./injected-faults.ts";

const START = Date.UTC(2026, 0, 1);

/** A Kinesis that takes every record, behind a dispatcher with these faults. */
function faulty(rules: readonly FaultRule[], draws: readonly number[] = [0.5]) {
  const clock = new ManualClock(START);
  const written: unknown[] = [];
  const rest = [...draws];
  const faults = new InjectedFaults({ clock, random: () => rest.shift() ?? 0.5, rules });
  const dispatcher = createDispatcher({ identity: createIdentity({ accountId: "000000000000" }), faults });
  dispatcher.register({
    signingName: "kinesis",
    iamPrefix: "kinesis",
    protocols: ["json-1.1"],
    operations: {
      PutRecords: {
        input: z.strictObject({ Records: z.array(z.string()) }),
        resources: () => ["*"],
        run: ({ Records }: { Records: string[] }) => {
          written.push(...Records);
          return { FailedRecordCount: 0, Records: Records.map((SequenceNumber) => ({ SequenceNumber })) };
        },
      },
    },
  });
  const put = (...Records: string[]) => dispatcher.call(ADMINISTRATOR, "kinesis", "PutRecords", { Records });
  return { clock, faults, written, put };
}

const refuse = { kind: "refuse", failure: INTERNAL_FAILURE } as const;

test("a refused call is answered with AWS's error and does not run", async () => {
  const { put, written, faults } = faulty([{ service: "kinesis", fault: refuse }]);
  await expect(put("a")).rejects.toMatchObject({ code: "InternalFailure", status: 500 });
  expect(written).toEqual([]);
  expect(faults.injected).toBe(1);
});

test.each<[string, Partial<FaultRule>]>([
  ["of another service", { service: "states" }],
  ["of another operation", { operation: "GetRecords" }],
  ["whose time has not come", { from: START + 1 }],
  ["whose time is over", { until: START }],
  ["that is for others", { when: ({ caller }) => caller !== ADMINISTRATOR }],
  ["that is for a part the call is not in", { share: 0.4 }],
])("a rule %s leaves a call alone", async (_which, change) => {
  const { put, written, faults } = faulty([{ service: "kinesis", fault: refuse, ...change }]);
  await put("a");
  expect(written).toEqual(["a"]);
  expect(faults.injected).toBe(0);
});

test("the first rule that fits acts", async () => {
  const { put } = faulty([
    { service: "kinesis", until: START, fault: refuse },
    { service: "kinesis", fault: { kind: "refuse", failure: DATA_API_FAILURE } },
    { service: "kinesis", fault: refuse },
  ]);
  await expect(put("a")).rejects.toMatchObject({ code: "InternalServerException" });
});

test("of a request that is refused in part, each record is answered for in its place", async () => {
  const fault = { kind: "refuse-records", share: 0.5, failure: INTERNAL_FAILURE } as const;
  const { put, written } = faulty([{ service: "kinesis", fault }], [0.9, 0.1, 0.7]);
  const refused = { ErrorCode: "InternalFailure", ErrorMessage: INTERNAL_FAILURE.message };
  expect(await put("a", "b", "c")).toEqual({
    FailedRecordCount: 1,
    Records: [{ SequenceNumber: "a" }, refused, { SequenceNumber: "c" }],
  });
  expect(written).toEqual(["a", "c"]);
});

test.each([
  ["hang", []],
  ["lose-answer", ["a"]],
] as const)("by %s no answer comes in time; what was written is %j", async (kind, expected) => {
  const { put, written, clock } = faulty([{ service: "kinesis", fault: { kind, seconds: 30 } }]);
  let answered = false;
  const lost = expect(put("a").finally(() => (answered = true))).rejects.toMatchObject({ code: "RequestTimeout" });
  await new Promise(setImmediate);
  clock.advance(29_999);
  await new Promise(setImmediate);
  expect(answered).toBe(false);
  clock.advance(1);
  await lost;
  expect(written).toEqual(expected);
});
