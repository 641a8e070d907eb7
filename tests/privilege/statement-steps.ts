import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { runStatement } from "@sensor-pipeline/core/warehouse/run-statement";
import { ADMINISTRATOR } from "../../packages/local/src/administrator.ts";
import { LAMBDA } from "../../packages/local/src/services/lambda/lambda-principal.ts";
import { type ProofStage, REGION, roleArn } from "./proof-stage.ts";
import { type Step, told } from "./step.ts";

const STATEMENT = { name: "slow", sql: "SELECT 1" };
const DEADLINE = 1_000;

/** What whoever asks the warehouse does besides, when a statement takes its time, by core's own code. */
export const STATEMENT_STEPS: readonly Step[] = (
  [
    ["alertsFunction", LAMBDA],
    ["readerRole", ADMINISTRATOR],
  ] as const
).flatMap(([key, by]): Step[] =>
  ([false, true] as const).map((isGivenUp) => ({
    name: `${key} ${isGivenUp ? "gives a statement up" : "waits for a statement"}`,
    as: (names) => [names[key]],
    run: (stage) =>
      told(async () => {
        const caller = stage.identity.assumeRole(by, roleArn(stage.names[key]), "slow");
        const failure = await run(stage, caller, isGivenUp);
        if (failure !== undefined) throw new Error(failure);
      }),
  })),
);

async function run(
  { identity, url, target }: ProofStage,
  caller: Parameters<ProofStage["identity"]["issueCredentials"]>[0],
  isGivenUp: boolean,
): Promise<string | undefined> {
  const client = new RedshiftDataClient({
    endpoint: url,
    region: REGION,
    credentials: identity.issueCredentials(caller),
  });
  let isSent = false;
  client.middlewareStack.add(
    (next) => (args) => {
      // Not held open, the answer comes before the statement has ended.
      if (!isSent) Object.assign(args.input, { WaitTimeSeconds: undefined });
      isSent = true;
      return next(args);
    },
    { step: "initialize" },
  );
  const clock = { now: () => (isSent && isGivenUp ? DEADLINE : 0), sleep: async () => undefined };
  try {
    const failure = await told(() => runStatement(STATEMENT, { client, target, clock, deadline: DEADLINE }));
    if (isGivenUp && failure === undefined) return "The statement was not given up.";
    // A statement that has ended by then can't be cancelled any more.
    return isGivenUp && !/not authorized/.test(failure ?? "") ? undefined : failure;
  } finally {
    client.destroy();
  }
}
