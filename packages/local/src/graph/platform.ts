import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Where SST's platform of one checkout lies: its components, and the Pulumi SDK they are written for. */
export interface Platform {
  /** `<root>/.sst/platform`. */
  readonly folder: string;
  /** Which provider packages the platform has; the CLI asks the registry again without it. */
  readonly providerLock: string;
  /** Written by `prepare.ts` when everything else is there: names the version and tells a whole install from a broken one. */
  readonly stamp: string;
  /** Held while the CLI runs: one evaluation of a checkout at a time. */
  readonly evaluationLock: string;
  /** Version of the `sst` package that is installed. */
  readonly version: string;
  readonly pulumiVersion: () => string;
  readonly isPrepared: () => boolean;
}

/** @throws {Error} with the file's name when the `sst` package is not installed under `root`. */
export function platformOf(root: string): Platform {
  const folder = path.join(root, ".sst/platform");
  const providerLock = path.join(root, ".sst/provider-lock.json");
  const stamp = path.join(root, ".sst/prepared");
  const { version } = readJson<{ version: string }>(path.join(root, "node_modules/sst/package.json"));
  return {
    folder,
    providerLock,
    stamp,
    evaluationLock: path.join(root, ".sst/evaluation.lock"),
    version,
    pulumiVersion: () =>
      readJson<{ version: string }>(path.join(folder, "node_modules/@pulumi/pulumi/package.json")).version,
    isPrepared: () =>
      existsSync(stamp) &&
      readFileSync(stamp, "utf8") === version &&
      existsSync(providerLock) &&
      existsSync(path.join(folder, "node_modules/@pulumi/aws/package.json")),
  };
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
