import type { Profile } from "@sensor-pipeline/redshift/catalog/refused-views";
import { z } from "zod";
import { DEFAULT_REGION } from "../account.ts";
import type { PgPort } from "../psql/start-psql-port.ts";

/** A whole number within bounds. */
export function whole(option: string, minimum: number, maximum: number) {
  return z.coerce
    .number({ error: `${option} must be a number` })
    .int(`${option} must be a whole number`)
    .min(minimum, `${option} must be at least ${minimum}`)
    .max(maximum, `${option} must be at most ${maximum}`);
}

export const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "--region must be a region's name such as us-east-1")
  .default(DEFAULT_REGION);

export function folder(path: string) {
  return z.string().min(1, "--folder must name a folder").default(path);
}

/** `--pg-port` and `--no-pg`. */
export const pgPortRules = {
  "pg-port": whole("--pg-port", 0, 65_535).optional(),
  "no-pg": z.boolean().default(false),
};

export const PG_PORT_USAGE = `  --pg-port N                 port for psql and drivers of PostgreSQL (default: 5439, or any free one where that
                              is taken; 0 takes any free one)
  --no-pg                     no such port`;

interface PgPortOptions {
  readonly "pg-port"?: number | undefined;
  readonly "no-pg": boolean;
}

export function pgPortOf(options: PgPortOptions): { readonly pgPort?: PgPort } {
  return options["no-pg"] ? {} : { pgPort: options["pg-port"] ?? "default" };
}

/** A rule for an object of `pgPortRules`, with its words. */
export const ONE_PG_PORT = [
  (options: PgPortOptions) => !(options["no-pg"] && options["pg-port"] !== undefined),
  "--pg-port and --no-pg can't be used together",
] as const;

/** `--provisioned`. */
export const provisionedRule = { provisioned: z.boolean().default(false) };

export const PROVISIONED_USAGE = `  --provisioned               a cluster's system views (STV_MV_INFO, SVL_MV_REFRESH_STATUS ...), which a workgroup
                              denies; requests still name the workgroup`;

/** `--refuse-conditional-delete`. */
export const refuseDeleteRule = { "refuse-conditional-delete": z.boolean().default(false) };

export const REFUSE_DELETE_USAGE = `  --refuse-conditional-delete streaming views refuse DELETE with a condition, which no example of the guide shows`;

export function profileOf(provisioned: boolean): Profile {
  return provisioned ? "provisioned" : "serverless";
}
