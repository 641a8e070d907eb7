import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { SETUP_OBJECTS } from "@sensor-pipeline/core/setup/setup-files";
import { z } from "zod";
import type { Terminal } from "../terminal/terminal.ts";

const OUTCOMES = ["created", "replaced", "existed"] as const;

const outputSchema = z.object({
  created: z.array(z.string()),
  existed: z.array(z.string()),
  replaced: z.array(z.string()),
  validation: z.object({
    landed: z.number(),
    utf8: z.number(),
    base64: z.number(),
    hex: z.number(),
    failed: z.number(),
  }),
});

/** What a set-up made, kept and found. */
export function showSetupOutput(terminal: Terminal, output: unknown, took: string): void {
  const read = outputSchema.safeParse(output);
  if (!read.success) {
    terminal.write(`Set-up succeeded${took}. Its output: ${JSON.stringify(output)}`);
    return;
  }
  const { validation, ...lists } = read.data;
  const rows = OUTCOMES.flatMap((outcome) => lists[outcome].map((name) => [name, kindOf(name), outcome]));
  terminal.table([{ title: "object" }, { title: "what it is" }, { title: "outcome" }], rows);
  const counts = OUTCOMES.map((outcome) => `${lists[outcome].length} ${outcome}`).join(", ");
  const { landed, utf8, base64, hex, failed } = validation;
  terminal.write();
  terminal.write(`Set-up succeeded${took}: ${counts}.`);
  terminal.write(
    `${landed} records landed: ${utf8} UTF-8, ${base64} base64, ${hex} hex, ${failed} that can't be decoded.`,
  );
}

function kindOf(name: string): string {
  return (
    SETUP_OBJECTS.find((object) => object.name === name)?.kind ??
    (name === WAREHOUSE_OBJECTS.archiveTable ? "table" : "")
  );
}
