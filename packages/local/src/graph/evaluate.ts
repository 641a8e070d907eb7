import { existsSync } from "node:fs";
import path from "node:path";
import { namesOf } from "@sensor-pipeline/core/names";
import { cacheKey, readCached, writeCached } from "./cache.ts";
import { EvaluationError } from "./evaluation-error.ts";
import type { Graph, GraphResource } from "./graph.ts";
import { withLock } from "./lock.ts";
import { platformOf } from "./platform.ts";
import { runSst } from "./run-sst.ts";
import { createScratchProject } from "./scratch-project.ts";

/** Stage settings that may be given by environment begin with this (infra/stage.ts lists them). */
const SETTING_PREFIX = "PIPELINE_";
const LOCK_TIMEOUT_MS = 180_000;
const FUNCTION_TYPE = "aws:lambda/function:Function";

export interface EvaluateOptions {
  readonly stage: string;
  readonly region: string;
  /** Root of the checkout. */
  readonly root: string;
  /** Graphs and bundles are kept here by the hash of what they were made from. */
  readonly cacheFolder: string;
  /**
   * Where stage settings may come from: of these, the configuration sees those beginning with `PIPELINE_`.
   * @default process.env
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * What `sst deploy` would apply to a stage: the real SST CLI and components evaluate `sst.config.ts` with no AWS, no
 * network and no trace in the working tree. Taken from the cache when nothing it is made from has changed.
 * @throws {StageNameError} for a stage that no name can be made of.
 * @throws {EvaluationError} with the configuration's own message, or SST's.
 */
export async function evaluate(options: EvaluateOptions): Promise<Graph> {
  const { root, cacheFolder, region } = options;
  // Names of resources hold the stage in lower case: `Dev` and `dev` are one stage.
  const { stage } = namesOf(options.stage);
  const environment = settingsOf(options.env ?? process.env);
  const platform = platformOf(root);
  const key = cacheKey(root, platform.version, { stage, region, environment });
  const cached = readCached(cacheFolder, key);
  if (cached) return cached;
  if (!platform.isPrepared()) {
    throw new EvaluationError(
      `SST's platform is missing in ${platform.folder}. Run \`npm ci\` once with the network up.`,
    );
  }

  // Two CLIs at once would race for the same port and for file names in the platform's folder.
  return withLock(platform.evaluationLock, LOCK_TIMEOUT_MS, async () => {
    const made = readCached(cacheFolder, key);
    if (made) return made;
    const scratch = createScratchProject(root, platform);
    try {
      const { app, defaultTags, resources, outputs } = await runSst({
        root,
        stage,
        region,
        platform,
        scratch,
        environment,
      });
      const bundles = bundlesOf(resources, scratch.artifacts);
      return writeCached(cacheFolder, key, { app, region, defaultTags, resources, outputs, bundles });
    } finally {
      scratch.remove();
    }
  });
}

function settingsOf(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env)
      .filter((entry): entry is [string, string] => entry[0].startsWith(SETTING_PREFIX) && entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** SST's component `Producer` makes the function `ProducerFunction` and builds it into `Producer-src`. */
function bundlesOf(resources: readonly GraphResource[], artifacts: string): Record<string, string> {
  const functions = resources.filter(({ type }) => type === FUNCTION_TYPE).map(({ name }) => name);
  return Object.fromEntries(
    functions.map((name) => {
      const folder = path.join(artifacts, `${name.replace(/Function$/, "")}-src`);
      if (!existsSync(folder))
        throw new EvaluationError(`SST built no bundle for the function ${name}: ${folder} is missing.`);
      return [name, folder];
    }),
  );
}
