import { FolderLockedError } from "@sensor-pipeline/redshift/engine/folder-lock";
import { applyBareAccount, BARE } from "../bare-account.ts";
import { LocalClock } from "../clock.ts";
import { type LocalAws, startLocalAws } from "../local-aws.ts";
import { PortInUseError } from "../wire/listen.ts";
import { AWS_USAGE, type AwsOptions, AwsUsageError, parseAwsOptions } from "./aws-options.ts";

const EXIT_USAGE = 2;
const USAGE_ERRORS = [AwsUsageError, PortInUseError, FolderLockedError];

// Lambda runs its functions in UTC; a worker thread has no time zone of its own.
process.env.TZ = "UTC";

try {
  const options = parseAwsOptions(process.argv.slice(2), process.cwd());
  if (options) await serve(options);
  else process.stdout.write(`${AWS_USAGE}\n`);
} catch (error) {
  if (!(error instanceof Error) || !USAGE_ERRORS.some((kind) => error instanceof kind)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT_USAGE;
}

/** Serves until SIGINT or SIGTERM. */
async function serve({ speed, databaseSignIn, ...options }: AwsOptions): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  const stop = () => stopped.resolve();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const aws = await startLocalAws({ ...options, databaseSignIn, clock: new LocalClock(speed) });
  try {
    await applyBareAccount(aws);
    process.stdout.write(`${greeting(aws, databaseSignIn)}\nready ${aws.url}\n`);
    await stopped.promise;
  } finally {
    await aws.close();
  }
}

function greeting({ region }: LocalAws, databaseSignIn: "iam" | "superuser"): string {
  return [
    `A local AWS in ${region}: workgroup ${BARE.workgroup}, database ${BARE.database}, role ${BARE.roleArn}`,
    "for streams. Any credentials count as the account's administrator here, which AWS would not do.",
    databaseSignIn === "superuser"
      ? "They count as the database's superuser as well; --database-sign-in iam signs in as AWS does."
      : "In the database each identity is a user of its own, as on AWS.",
  ].join("\n");
}
