import { proveStage } from "./prove-stage.ts";

process.exitCode = await main();

/** `npm run lab:privileges`: 0 when every permission is proved to be needed, 1 otherwise. */
async function main(): Promise<number> {
  const { trusts, failures } = await proveStage({
    onProof: ({ role, action, outcome, step = "nothing" }) => {
      console.log(`${outcome.padEnd(8)} ${role.padEnd(38)} ${action.padEnd(38)} ${step}`);
    },
  });
  for (const { role, outcome, step = "nothing" } of trusts) {
    console.log(`${outcome.padEnd(8)} ${role.padEnd(38)} ${"(its trust)".padEnd(38)} ${step}`);
  }
  for (const failure of failures) console.error(failure);
  console.log(
    failures.length === 0 ? "Every permission is needed, and missed by name." : `${failures.length} are not.`,
  );
  return failures.length === 0 ? 0 : 1;
}
