import type { ProofStage } from "./proof-stage.ts";
import { type Step, told } from "./step.ts";

type FunctionKey = "producerFunction" | "alertsFunction";

/** Of the stage's time: whole minutes lie between the newest record and now. */
const SOME_MINUTES_MS = 125_000;

/** What the functions do: an invocation, and one in a new sandbox, which makes its log stream. */
export const FUNCTION_STEPS: readonly Step[] = [
  ...(["producerFunction", "alertsFunction"] as const).flatMap((key): Step[] => {
    const as: Step["as"] = (names) => [names[key]];
    return [
      { name: `${key} in a new sandbox`, as, run: (stage) => invokeAnew(stage, key) },
      { name: key, as, run: (stage) => invoke(stage, key) },
    ];
  }),
  {
    // Only then it asks what the stream has received since.
    name: "alertsFunction, minutes after the newest record",
    as: ({ alertsFunction }) => [alertsFunction],
    run: async (stage) => {
      await stage.clock.sleep(SOME_MINUTES_MS);
      return await invoke(stage, "alertsFunction");
    },
  },
];

async function invokeAnew(stage: ProofStage, key: FunctionKey): Promise<string | undefined> {
  const Description = stage.clock.date().toISOString();
  await stage.ask("lambda", "UpdateFunctionConfiguration", { FunctionName: stage.names[key], Description });
  return invoke(stage, key);
}

async function invoke({ ask, names, clock }: ProofStage, key: FunctionKey): Promise<string | undefined> {
  // What was logged in this very millisecond is of the invocation before.
  const startTime = Math.floor(clock.now()) + 1;
  const FunctionName = names[key];
  const Payload = JSON.stringify({
    scheduledTime: clock.date().toISOString(),
    ...(key === "producerFunction" ? { seed: 1 } : {}),
  });
  const failed = await told(async () => {
    const answer = await ask<{ FunctionError?: string; Payload: Uint8Array }>("lambda", "Invoke", {
      ...{ FunctionName, Payload },
    });
    if (answer.FunctionError) throw new Error(Buffer.from(answer.Payload).toString());
  });
  if (failed !== undefined) return failed;
  const { events } = await ask<{ events: readonly unknown[] }>("logs", "FilterLogEvents", {
    ...{ logGroupName: `/aws/lambda/${FunctionName}`, startTime },
  });
  return events.length === 0 ? "The invocation left no log." : undefined;
}
