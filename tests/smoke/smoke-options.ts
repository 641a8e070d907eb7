import path from "node:path";
import { namesOf } from "@sensor-pipeline/core/names";
import { z } from "zod";
import { checkOptions, readOptions, UsageError } from "../../packages/local/src/commands/command-line.ts";

export const USAGE = `npm run smoke -- --stage NAME [options]     deploy, use and remove a stage of its own, and report

  --stage NAME      a stage that does not exist yet; it is made, and removed at the end (not production)
  --local           on the local AWS instead of a real account
  --region NAME     region on AWS (default: that of the environment or profile)
  --yes             do not ask before making what costs money
  --keep            leave the stage standing at the end, or at a failure
  --slow            also the probes that take many minutes on AWS
  --report FILE     the report, FILE.json and FILE.md (default: .local/smoke/<stage>-<aws or local>)
  --compare FILE    deploy nothing: what a report of AWS answers otherwise than the local one
  --with FILE       the local report to compare with (default: the newest of .local/smoke)
  --help            this text`;

export interface SmokeOptions {
  readonly stage: string;
  readonly local: boolean;
  readonly region?: string | undefined;
  readonly yes: boolean;
  readonly keep: boolean;
  readonly slow: boolean;
  /** Absolute path without its ending. */
  readonly report: string;
}

export interface CompareOptions {
  readonly compare: string;
  readonly with?: string | undefined;
}

const OPTIONS = {
  stage: { type: "string" },
  local: { type: "boolean" },
  region: { type: "string" },
  yes: { type: "boolean" },
  keep: { type: "boolean" },
  slow: { type: "boolean" },
  report: { type: "string" },
  compare: { type: "string" },
  with: { type: "string" },
} as const;

const schema = z.object({
  stage: z.string().optional(),
  local: z.boolean().default(false),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "--region must be a region's name such as us-east-1")
    .optional(),
  yes: z.boolean().default(false),
  keep: z.boolean().default(false),
  slow: z.boolean().default(false),
  report: z.string().min(1, "--report needs a file").optional(),
  compare: z.string().min(1, "--compare needs a file").optional(),
  with: z.string().min(1, "--with needs a file").optional(),
});

/**
 * Options of `npm run smoke`; undefined when help was asked for.
 * @throws {UsageError} naming the option @throws {StageNameError}
 */
export function parseSmokeOptions(
  args: readonly string[],
  { root, workingFolder }: { readonly root: string; readonly workingFolder: string },
): SmokeOptions | CompareOptions | undefined {
  const { help, ...values } = readOptions("npm run smoke", args, OPTIONS);
  if (help) return undefined;
  const { compare, with: other, stage, report, ...options } = checkOptions(schema, values);
  if (compare !== undefined) {
    if (stage !== undefined) throw new UsageError("--compare reads reports: leave --stage out.");
    const against = other === undefined ? {} : { with: path.resolve(workingFolder, other) };
    return { compare: path.resolve(workingFolder, compare), ...against };
  }
  if (other !== undefined) throw new UsageError("--with belongs to --compare.");
  if (stage === undefined) throw new UsageError("--stage is missing: name one that does not exist yet.");
  const { stage: lower } = namesOf(stage);
  if (lower === "production") {
    throw new UsageError("The stage production can't be smoked: it is protected from the removal at the end.");
  }
  const kind = options.local ? "local" : "aws";
  const file = report?.replace(/[.](json|md)$/, "") ?? path.join(root, ".local/smoke", `${lower}-${kind}`);
  return { ...options, stage: lower, report: path.resolve(workingFolder, file) };
}
