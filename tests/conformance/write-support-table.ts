import { writeFile } from "node:fs/promises";
import path from "node:path";
import { loadCaseFiles } from "./load-pages.ts";
import { renderSupportTable } from "./support-table.ts";

/** `npm run support-table`: writes the page anew. */
const PAGE = path.resolve(import.meta.dirname, "../../packages/redshift/CONFORMANCE.md");

await writeFile(PAGE, renderSupportTable(await loadCaseFiles()));
process.stdout.write(`${path.relative(process.cwd(), PAGE)} is written.\n`);
