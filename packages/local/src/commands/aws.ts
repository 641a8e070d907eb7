import { applyBareAccount, BARE } from "../bare-account.ts";
import type { LocalAws } from "../local-aws.ts";
import { AWS_USAGE, type AwsOptions, parseAwsOptions } from "./aws-options.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async (stopped) => {
  const options = parseAwsOptions(process.argv.slice(2), process.cwd());
  if (options) await serve(options, stopped);
  else process.stdout.write(`${AWS_USAGE}\n`);
});

/** Serves until it is stopped. */
async function serve({ speed, databaseSignIn, ...options }: AwsOptions, stopped: Promise<void>): Promise<void> {
  const { LocalClock } = await import("../clock.ts");
  const { startLocalAws } = await import("../local-aws.ts");
  const aws = await startLocalAws({ ...options, databaseSignIn, clock: new LocalClock(speed) });
  try {
    await applyBareAccount(aws);
    process.stdout.write(`${greeting(aws, databaseSignIn)}\nready ${aws.url}\n`);
    await stopped;
  } finally {
    await aws.close();
  }
}

function greeting({ region, pgPort }: LocalAws, databaseSignIn: "iam" | "superuser"): string {
  return [
    `A local AWS in ${region}: workgroup ${BARE.workgroup}, database ${BARE.database}, role ${BARE.roleArn}`,
    "for streams. Any credentials count as the account's administrator here, which AWS would not do.",
    databaseSignIn === "superuser"
      ? "They count as the database's superuser as well; --database-sign-in iam signs in as AWS does."
      : "In the database each identity is a user of its own, as on AWS.",
    ...(pgPort === undefined ? [] : [`psql -h 127.0.0.1 -p ${pgPort} -U admin ${BARE.database}`]),
  ].join("\n");
}
