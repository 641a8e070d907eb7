import path from "node:path";
import type { Profile } from "@sensor-pipeline/redshift/catalog/refused-views";
import { z } from "zod";
import { DEFAULT_REGION } from "../account.ts";
import type { PgPort } from "../psql/start-psql-port.ts";
import { checkOptions, readOptions } from "./command-line.ts";
import {
  folder,
  ONE_PG_PORT,
  PG_PORT_USAGE,
  PROVISIONED_USAGE,
  pgPortOf,
  pgPortRules,
  profileOf,
  provisionedRule,
  REFUSE_DELETE_USAGE,
  refuseDeleteRule,
  region,
  whole,
} from "./option-rules.ts";

export const REDSHIFT_USAGE = `npm run redshift -- --kinesis-endpoint URL [options]      a Redshift beside any Kinesis, until Ctrl-C

  --kinesis-endpoint URL      the Kinesis whose streams it reads: another emulator's, or AWS' own
  --port N                    port of the Data API (default: 4567; 0 takes any free one)
${PG_PORT_USAGE}
${PROVISIONED_USAGE}
${REFUSE_DELETE_USAGE}
  --folder DIR                where data is kept (default: .local/redshift)
  --region NAME               of the streams as well (default: ${DEFAULT_REGION})
  --help                      this text

Kinesis is asked with the credentials of the environment or profile, or with any when there are none.`;

const OPTIONS = {
  "kinesis-endpoint": { type: "string" },
  port: { type: "string" },
  "pg-port": { type: "string" },
  "no-pg": { type: "boolean" },
  provisioned: { type: "boolean" },
  "refuse-conditional-delete": { type: "boolean" },
  folder: { type: "string" },
  region: { type: "string" },
} as const;

const schema = z
  .object({
    "kinesis-endpoint": z
      .string({ error: "--kinesis-endpoint must be given: the URL of a Kinesis, such as http://127.0.0.1:4566" })
      .regex(/^https?:\/\/[^\s/]+/, "--kinesis-endpoint must be a URL such as http://127.0.0.1:4566"),
    port: whole("--port", 0, 65_535).default(4567),
    ...pgPortRules,
    ...provisionedRule,
    ...refuseDeleteRule,
    folder: folder(path.join(".local", "redshift")),
    region,
  })
  .refine(...ONE_PG_PORT);

export interface LoneRedshiftOptions {
  readonly kinesisEndpoint: string;
  readonly port: number;
  /** Undefined for none. */
  readonly pgPort?: PgPort;
  readonly profile: Profile;
  readonly refuseConditionalDelete: boolean;
  /** Absolute path. */
  readonly folder: string;
  readonly region: string;
}

/**
 * Options of `npm run redshift`, or undefined when help was asked for.
 * @throws {UsageError} naming the option, what is wrong with it and what is allowed.
 */
export function parseRedshiftOptions(args: readonly string[], workingFolder: string): LoneRedshiftOptions | undefined {
  const { help, ...values } = readOptions("npm run redshift", args, OPTIONS);
  if (help) return undefined;
  const checked = checkOptions(schema, values);
  const { "kinesis-endpoint": kinesisEndpoint, "pg-port": _, "no-pg": __, provisioned, ...given } = checked;
  const { "refuse-conditional-delete": refuseConditionalDelete, ...rest } = given;
  const redshift = { profile: profileOf(provisioned), refuseConditionalDelete };
  return {
    ...rest,
    ...pgPortOf(checked),
    ...redshift,
    kinesisEndpoint,
    folder: path.resolve(workingFolder, rest.folder),
  };
}
