import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { DEFAULT_REGION } from "../account.ts";
import type { PgPort } from "../psql/start-psql-port.ts";
import { folder, ONE_PG_PORT, PG_PORT_USAGE, pgPortOf, pgPortRules, region, whole } from "./option-rules.ts";

export const AWS_USAGE = `npm run aws -- [options]      a bare local AWS for any SDK or CLI, until Ctrl-C

  --port N                    port to serve on (default: 4566; 0 takes any free one)
${PG_PORT_USAGE}
  --database-sign-in MODE     superuser: any credentials are the database's superuser (default)
                              iam: as on AWS, a user of its own for each identity
  --speed N                   the local clock runs N times as fast (default: 1)
  --folder DIR                where data is kept (default: .local/aws)
  --region NAME               (default: ${DEFAULT_REGION})
  --help                      this text`;

/** The command line can't be used: the message is one sentence for the person who typed it. */
export class AwsUsageError extends Error {
  override readonly name = "AwsUsageError";
}

const schema = z
  .object({
    port: whole("--port", 0, 65_535).default(4566),
    ...pgPortRules,
    "database-sign-in": z
      .enum(["iam", "superuser"], { error: "--database-sign-in must be iam or superuser" })
      .default("superuser"),
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
  readonly speed: number;
  /** Absolute path. */
  readonly folder: string;
  readonly region: string;
}

/**
 * Options of `npm run aws`, or undefined when help was asked for.
 * @throws {AwsUsageError} naming the option, what is wrong with it and what is allowed.
 */
export function parseAwsOptions(args: readonly string[], workingFolder: string): AwsOptions | undefined {
  const { help, ...values } = parsed(args);
  if (help) return undefined;
  const checked = schema.safeParse(values);
  if (!checked.success) throw new AwsUsageError(`${checked.error.issues[0]?.message ?? "The options are not usable"}.`);
  const { "database-sign-in": databaseSignIn, "pg-port": _, "no-pg": __, ...rest } = checked.data;
  return { ...rest, ...pgPortOf(checked.data), databaseSignIn, folder: path.resolve(workingFolder, rest.folder) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: "string" },
        "pg-port": { type: "string" },
        "no-pg": { type: "boolean" },
        "database-sign-in": { type: "string" },
        speed: { type: "string" },
        folder: { type: "string" },
        region: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsUsageError(`${reason} See npm run aws -- --help.`, { cause: error });
  }
}
