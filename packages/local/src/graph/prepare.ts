import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { platformOf } from "./platform.ts";

const TIMEOUT_MS = 300_000;

/**
 * What npm tells the scripts it runs about this project, which is not the one that the CLI then installs; and a profile,
 * which the CLI would sign in with for nothing.
 */
const OF_THIS_PROJECT = /^(npm_(package|lifecycle)_\w+|npm_config_(workspaces?|local_prefix|prefix)|AWS_PROFILE)$/i;

/**
 * Makes `.sst/platform` from the installed `sst` package, which carries it: the one step besides `npm ci` that needs
 * the npm registry. Does nothing when it is there. Neither pulumi nor bun is downloaded.
 * @throws {Error} one sentence, with SST's own output as its cause.
 */
export function preparePlatform(root: string): "prepared" | "was there" {
  const platform = platformOf(root);
  if (platform.isPrepared()) return "was there";
  rmSync(platform.stamp, { force: true });
  try {
    execFileSync(path.join(root, "node_modules/.bin/sst"), ["install", "--stage", "prepare"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: TIMEOUT_MS,
      env: {
        ...environmentOfAnotherProject(),
        SST_SKIP_DEPENDENCY_CHECK: "1",
        SST_NO_BUN: "1",
        SST_TELEMETRY_DISABLED: "1",
      },
    });
  } catch (cause) {
    throw new Error(
      `SST ${platform.version} could not prepare its platform in ${platform.folder}; it needs the npm registry once. Run \`npm ci\` again with the network up.`,
      { cause },
    );
  }
  writeFileSync(platform.stamp, platform.version);
  if (!platform.isPrepared()) {
    throw new Error(
      `SST ${platform.version} prepared an incomplete platform in ${platform.folder}. Delete .sst and run \`npm ci\` again.`,
    );
  }
  return "prepared";
}

function environmentOfAnotherProject(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THIS_PROJECT.test(name)));
}

if (import.meta.main) {
  try {
    preparePlatform(path.resolve(import.meta.dirname, "../../../.."));
  } catch (error) {
    const { message, cause } = error as Error;
    console.error(message);
    const output = cause as { stdout?: Buffer; stderr?: Buffer } | undefined;
    for (const part of [output?.stdout, output?.stderr]) if (part?.length) console.error(part.toString().trim());
    process.exitCode = 1;
  }
}
