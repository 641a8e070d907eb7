import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INSTALL } from "../catalog/database-version.ts";
import { EngineCatalog } from "../catalog/engine-catalog.ts";
import { DatabaseImage } from "../engine/database-image.ts";
import { Engine } from "../engine/engine.ts";
import type { CatalogRelation } from "../plan/catalog.ts";

/**
 * Redshift's system views and catalog, from a database made for it, which takes a few seconds.
 * @param cacheFolder where prepared databases are kept
 */
export async function loadSystemRelations(cacheFolder: string): Promise<readonly CatalogRelation[]> {
  const folder = await mkdtemp(join(tmpdir(), "redshift-lint-"));
  try {
    await new DatabaseImage(cacheFolder, INSTALL).copyTo(join(folder, "database"));
    const engine = await Engine.open(join(folder, "database"));
    try {
      const catalog = await engine.exclusive(EngineCatalog.load);
      return catalog.all().filter(({ kind }) => kind === "system");
    } finally {
      await engine.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
