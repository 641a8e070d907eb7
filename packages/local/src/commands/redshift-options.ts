import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { DEFAULT_REGION } from "../account.ts";
import type { PgPort } from "../psql/start-psql-port.ts";
import { AwsUsageError } from "./aws-options.ts";
import { folder, ONE_PG_PORT, PG_PORT_USAGE, pgPortOf, pgPortRules, region, whole } from "./option-rules.ts";

export const REDSHIFT_USAGE = `npm run redshift -- --kinesis-endpoint URL [options]      a Redshift beside any Kinesis, until Ctrl-C

  --kinesis-endpoint URL      the Kinesis whose streams it reads: another emulator's, or AWS' own
  --port N                    port of the Data API (default: 4567; 0 takes any free one)
${PG_PORT_USAGE}
  --folder DIR                where data is kept (default: .local/redshift)
  --region NAME               of the streams as well (default: ${DEFAULT_REGION})
  --help                      this text

Kinesis is asked with the credentials of the environment or profile, or with any when there are none.`;

const schema = z
  .object({
    "kinesis-endpoint": z
      .string({ error: "--kinesis-endpoint must be given: the URL of a Kinesis, such as http://127.0.0.1:4566" })
      .regex(/^https?:\/\/[^\s/]+/, "--kinesis-endpoint must be a URL such as http://127.0.0.1:4566"),
    port: whole("--port", 0, 65_535).default(4567),
    ...pgPortRules,
    folder: folder(path.join(".local", "redshift")),
    region,
  })
  .refine(...ONE_PG_PORT);

export interface LoneRedshiftOptions {
  readonly kinesisEndpoint: string;
  readonly port: number;
  /** Undefined for none. */
  readonly pgPort?: PgPort;
  /** Absolute path. */
  readonly folder: string;
  readonly region: string;
}

/**
 * Options of `npm run redshift`, or undefined when help was asked for.
 * @throws {AwsUsageError} naming the option, what is wrong with it and what is allowed.
 */
export function parseRedshiftOptions(args: readonly string[], workingFolder: string): LoneRedshiftOptions | undefined {
  const { help, ...values } = parsed(args);
  if (help) return undefined;
  const checked = schema.safeParse(values);
  if (!checked.success) throw new AwsUsageError(`${checked.error.issues[0]?.message ?? "The options are not usable"}.`);
  const { "kinesis-endpoint": kinesisEndpoint, "pg-port": _, "no-pg": __, ...rest } = checked.data;
  return { ...rest, ...pgPortOf(checked.data), kinesisEndpoint, folder: path.resolve(workingFolder, rest.folder) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        "kinesis-endpoint": { type: "string" },
        port: { type: "string" },
        "pg-port": { type: "string" },
        "no-pg": { type: "boolean" },
        folder: { type: "string" },
        region: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsUsageError(`${reason} See npm run redshift -- --help.`, { cause: error });
  }
}
