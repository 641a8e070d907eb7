import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Platform } from "./platform.ts";

/** What the CLI reads of a checkout, linked into the scratch project. */
const LINKED = ["sst.config.ts", "infra", "packages", "sql", "node_modules", "package.json", "tsconfig.json"];

const STAND_IN = path.join(import.meta.dirname, "pulumi/stand-in.ts");

export interface ScratchProject {
  /** HOME and configuration folder of the CLI: it finds its `pulumi` there. */
  readonly home: string;
  readonly folder: string;
  /** Where the CLI leaves what it built: `<name>-src` for each function. */
  readonly artifacts: string;
  /** Where the stand-in for pulumi writes what it saw. */
  readonly outcome: string;
  remove(): void;
}

/**
 * A project that links back to the checkout, so that the CLI writes its artifacts, state and generated types there
 * and nothing in the working tree; with our stand-in where the CLI keeps pulumi.
 */
export function createScratchProject(root: string, platform: Platform): ScratchProject {
  const home = mkdtempSync(path.join(os.tmpdir(), "sensor-pipeline-sst-"));
  const folder = path.join(home, "project");
  mkdirSync(path.join(folder, ".sst"), { recursive: true });
  for (const name of LINKED) {
    if (existsSync(path.join(root, name))) symlinkSync(path.join(root, name), path.join(folder, name));
  }
  symlinkSync(platform.folder, path.join(folder, ".sst/platform"));
  copyFileSync(platform.providerLock, path.join(folder, ".sst/provider-lock.json"));

  // The CLI looks in Go's os.UserConfigDir(): $XDG_CONFIG_HOME on Linux, $HOME/Library/Application Support on macOS.
  for (const configuration of [home, path.join(home, "Library/Application Support")]) {
    const bin = path.join(configuration, "sst/bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, "pulumi"), `#!/bin/sh\nexec "${process.execPath}" "${STAND_IN}" "$@"\n`, {
      mode: 0o755,
    });
  }
  return {
    home,
    folder,
    artifacts: path.join(folder, ".sst/artifacts"),
    outcome: path.join(home, "outcome.json"),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
