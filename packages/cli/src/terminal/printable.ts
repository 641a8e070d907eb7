/** Control characters, and those that turn the direction of the text around them. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text that others wrote, safe to print on a terminal: on one line, and what would move the cursor, colour or hide
 * anything is shown as its code instead. A record's bytes reach a table this way.
 * @example printable("a\u001b[31mb\nc") // "a\\u001b[31mb c"
 */
export function printable(text: string): string {
  return text
    .replace(/\s*[\n\r\t]+\s*/g, " ")
    .replace(UNPRINTABLE, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}
