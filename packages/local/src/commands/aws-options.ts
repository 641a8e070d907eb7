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

export const AWS_USAGE = `npm run aws -- [options]      a bare local AWS for any SDK or CLI, until Ctrl-C

  --port N                    port to serve on (default: 4566; 0 takes any free one)
${PG_PORT_USAGE}
  --database-sign-in MODE     superuser: any credentials are the database's superuser (default)
                              iam: as on AWS, a user of its own for each identity
${PROVISIONED_USAGE}
${REFUSE_DELETE_USAGE}
  --speed N                   the local clock runs N times as fast (default: 1)
  --folder DIR                where data is kept (default: .local/aws)
  --region NAME               (default: ${DEFAULT_REGION})
  --help                      this text`;

const OPTIONS = {
  port: { type: "string" },
  "pg-port": { type: "string" },
  "no-pg": { type: "boolean" },
  "database-sign-in": { type: "string" },
  provisioned: { type: "boolean" },
  "refuse-conditional-delete": { type: "boolean" },
  speed: { type: "string" },
  folder: { type: "string" },
  region: { type: "string" },
} as const;

const schema = z
  .object({
    port: whole("--port", 0, 65_535).default(4566),
    ...pgPortRules,
    "database-sign-in": z
      .enum(["iam", "superuser"], { error: "--database-sign-in must be iam or superuser" })
      .default("superuser"),
    ...provisionedRule,
    ...refuseDeleteRule,
    speed: whole("--speed", 1, 600).default(1),
    folder: folder(path.join(".local", "aws")),
    region,
  })
  .refine(...ONE_PG_PORT);

export interface AwsOptions {
  readonly port: number;
  /** Undefined for none. */
  readonly pgPort?: PgPort;
  readonly databaseSignIn: "iam" | "superuser";
  readonly profile: Profile;
  readonly refuseConditionalDelete: boolean;
  readonly speed: number;
  /** Absolute path. */
  readonly folder: string;
  readonly region: string;
}

/**
 * Options of `npm run aws`, or undefined when help was asked for.
 * @throws {UsageError} naming the option, what is wrong with it and what is allowed.
 */
export function parseAwsOptions(args: readonly string[], workingFolder: string): AwsOptions | undefined {
  const { help, ...values } = readOptions("npm run aws", args, OPTIONS);
  if (help) return undefined;
  const checked = checkOptions(schema, values);
  const { "database-sign-in": databaseSignIn, "pg-port": _, "no-pg": __, provisioned, ...given } = checked;
  const { "refuse-conditional-delete": refuseConditionalDelete, ...rest } = given;
  const redshift = { profile: profileOf(provisioned), refuseConditionalDelete };
  return {
    ...rest,
    ...pgPortOf(checked),
    ...redshift,
    databaseSignIn,
    folder: path.resolve(workingFolder, rest.folder),
  };
}
