import path from "node:path";
import { namesOf } from "@sensor-pipeline/core/names";
import { CommandError, UsageError } from "../command/command-error.ts";
import { type LocalEndpoint, localEndpointIn, localEndpoints } from "./local-endpoint.ts";
import { awsTarget, localTarget, type Target } from "./target.ts";

const DEFAULT_STAGE = "dev";

export interface TargetOptions {
  readonly stage?: string | undefined;
  readonly local: boolean;
  readonly aws: boolean;
  /** Data folder of the local AWS. */
  readonly folder?: string | undefined;
  readonly region?: string | undefined;
  /** Role that does everything in the person's place. */
  readonly as?: string | undefined;
  /** Absolute path of the repository. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Where a command works: the local AWS where one runs the stage, AWS otherwise, or what the options say.
 * @throws {CommandError} when the local AWS is asked for and does not run
 * @throws {UsageError} when several run and none is named
 * @throws {StageNameError}
 */
export function findTarget(options: TargetOptions): Target {
  const { stage, local, aws, folder, region, as, environment } = options;
  if (stage !== undefined) namesOf(stage);
  if (aws && folder !== undefined) throw new UsageError("--folder is the local AWS's: leave it out with --aws.");
  if (!aws) {
    const endpoint = findEndpoint(options);
    if (endpoint !== undefined) return localTarget(endpoint, as);
    if (local || folder !== undefined) {
      const which = stage === undefined ? "" : ` with the stage ${stage}`;
      throw new CommandError(
        `No local AWS${which} is running${folder ? ` in ${folder}` : ""}: start it with npm start.`,
      );
    }
  }
  return awsTarget(namesOf(stage ?? DEFAULT_STAGE), {
    region: region ?? environment.AWS_REGION,
    endpoint: environment.AWS_ENDPOINT_URL,
    as,
  });
}

function findEndpoint({ stage, folder, root }: TargetOptions): LocalEndpoint | undefined {
  const lower = stage?.toLowerCase();
  const found = folder === undefined ? localEndpoints(root) : [localEndpointIn(path.resolve(folder)) ?? []].flat();
  const running = found.filter((endpoint) => lower === undefined || endpoint.stage === lower);
  if (running.length > 1) {
    throw new UsageError(
      `Several stages run here (${running.map((endpoint) => endpoint.stage).join(", ")}): name one with --stage.`,
    );
  }
  return running[0];
}
