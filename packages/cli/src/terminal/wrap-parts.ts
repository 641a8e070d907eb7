import { wrapText } from "./wrap-text.ts";

/** Parts joined by a dot on as few lines as hold them; a part is broken only where it alone is too long. */
export function wrapParts(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = last === undefined ? part : `${last} · ${part}`;
    if (last !== undefined && joined.length <= width) lines[lines.length - 1] = joined;
    else lines.push(...wrapText(part, width));
  }
  return lines;
}
