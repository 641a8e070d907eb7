import { writeFileSync } from "node:fs";
import path from "node:path";
import { LAB_DOC_FILE, labDoc } from "./lab-doc.ts";

writeFileSync(path.resolve(import.meta.dirname, "../..", LAB_DOC_FILE), labDoc());
process.stdout.write(`${LAB_DOC_FILE} is written.\n`);
