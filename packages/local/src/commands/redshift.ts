import { applyBareAccount, BARE } from "../bare-account.ts";
import { type LoneRedshiftOptions, parseRedshiftOptions, REDSHIFT_USAGE } from "./redshift-options.ts";
import { runCommand } from "./run-command.ts";

/** What the SDK would find credentials by. */
const CREDENTIALS = [
  "AWS_ACCESS_KEY_ID",
  "AWS_PROFILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

await runCommand(async (stopped) => {
  const options = parseRedshiftOptions(process.argv.slice(2), process.cwd());
  if (options) await serve(options, stopped);
  else process.stdout.write(`${REDSHIFT_USAGE}\n`);
});

/** Serves until it is stopped. */
async function serve({ kinesisEndpoint, ...options }: LoneRedshiftOptions, stopped: Promise<void>): Promise<void> {
  const hasCredentials = CREDENTIALS.some((name) => process.env[name]);
  const kinesis = {
    url: kinesisEndpoint,
    ...(hasCredentials ? {} : { credentials: { accessKeyId: "any", secretAccessKey: "any" } }),
  };
  const { startLocalAws } = await import("../local-aws.ts");
  const aws = await startLocalAws({ ...options, databaseSignIn: "superuser", onlyRedshift: { kinesis } });
  try {
    await applyBareAccount(aws);
    const pgLine = aws.pgPort === undefined ? "" : `psql -h 127.0.0.1 -p ${aws.pgPort} -U admin ${BARE.database}\n`;
    process.stdout.write(
      `A Redshift in ${aws.region}: workgroup ${BARE.workgroup}, database ${BARE.database}. It reads the streams of ${kinesisEndpoint}.\n` +
        `External schemas name the role ${BARE.roleArn}, which stands for those credentials here.\n${pgLine}ready ${aws.url}\n`,
    );
    await stopped;
  } finally {
    await aws.close();
  }
}
