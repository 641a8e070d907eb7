import { readFileSync } from "node:fs";
import path from "node:path";
import { type FileTexts, readTexts } from "@sensor-pipeline/core/setup/setup-files";

/** Files of sql/ as this checkout has them. */
export function sqlTexts<File extends string>(root: string, files: readonly File[]): FileTexts<File> {
  return readTexts(files, (file) => readFileSync(path.join(root, file), "utf8"));
}
