/** Numbers in [0, 1): seeded, so that a finding can be had again. */
export type Random = () => number;

/** Pieces that are likely to meet a boundary. */
const PIECES = [
  "NULL",
  "''",
  "'x'",
  "0",
  "-1",
  "9223372036854775808",
  "1e400",
  "(",
  ")",
  ",",
  ";",
  "::super",
  "::varbyte",
  "::int",
  "::date",
  " OVER (PARTITION BY 1)",
  " WITHIN GROUP (ORDER BY 1)",
  ' AS "',
  "$1",
  ":name",
  "--",
  "/*",
  "*/",
  "||",
  ".",
  "[0]",
  ".a.b",
  " AT TIME ZONE 'UTC'",
  " UNION ",
  " JOIN ",
  " GROUP BY ALL",
  " QUALIFY ",
  " TOP 1 ",
  "DISTINCT ",
  "\u0000",
  "é",
  "💥",
  "\\",
  "{}",
  "(SELECT 1)",
  "WITH t AS (SELECT 1) ",
  " IS NOT NULL",
  " BETWEEN ",
  " LIKE ",
  " ESCAPE ",
  "CASE WHEN ",
  " END",
  "INTERVAL '1'",
] as const;

/** A statement like those of the corpus, with a few things wrong with it. */
export function mutate(corpus: readonly string[], random: Random): string {
  let text = pick(corpus, random);
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes; change += 1)
    text = CHANGES[Math.floor(random() * CHANGES.length)]?.(text, corpus, random) ?? text;
  return text.slice(0, 20_000);
}

type Change = (text: string, corpus: readonly string[], random: Random) => string;

const CHANGES: readonly Change[] = [
  /** A word goes. */
  (text, _, random) => splitAt(text, random, (words, at) => words.toSpliced(at, 1)),
  /** A word comes twice. */
  (text, _, random) => splitAt(text, random, (words, at) => words.toSpliced(at, 0, words[at] ?? "")),
  /** Two words change places. */
  (text, _, random) =>
    splitAt(text, random, (words, at) => {
      const other = Math.floor(random() * words.length);
      return words.with(at, words[other] ?? "").with(other, words[at] ?? "");
    }),
  /** A word of another statement stands in a word's place. */
  (text, corpus, random) =>
    splitAt(text, random, (words, at) => words.with(at, pick(wordsOf(pick(corpus, random)), random))),
  /** A piece is put in somewhere. */
  (text, _, random) => insert(text, pick(PIECES, random), random),
  /** Half of it, and half of another. */
  (text, corpus, random) => {
    const other = pick(corpus, random);
    return text.slice(0, Math.floor(random() * text.length)) + other.slice(Math.floor(random() * other.length));
  },
  /** Parentheses, deep. */
  (text, _, random) => {
    const depth = Math.floor(random() ** 4 * 2000);
    return insert(text, `${"(".repeat(depth)}1${")".repeat(depth)}`, random);
  },
  /** A character becomes another. */
  (text, _, random) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + String.fromCodePoint(Math.floor(random() * 0x250)) + text.slice(at + 1);
  },
];

function insert(text: string, piece: string, random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  return text.slice(0, at) + piece + text.slice(at);
}

function splitAt(text: string, random: Random, change: (words: string[], at: number) => readonly string[]): string {
  const words = wordsOf(text);
  return change(words, Math.floor(random() * words.length)).join("");
}

/** Words and what is between them. */
function wordsOf(text: string): string[] {
  return text.match(/\w+|\s+|'[^']*'|./gs) ?? [text];
}

export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}
