const BARS = "▁▂▃▄▅▆▇█";
const GAP = " ";

/**
 * Values as bars of eight heights, from zero (or the least, where that is negative) to the greatest of them and `atLeast`, so
 * that a bar's height means something: with a threshold as `atLeast`, a full bar has reached it. A missing value is a blank.
 * @param paint colours a bar by its value.
 */
export function sparkline(
  values: readonly (number | null)[],
  atLeast: number,
  paint: (bar: string, value: number) => string = (bar) => bar,
): string {
  const known = values.filter((value) => value !== null);
  const lowest = Math.min(0, ...known);
  const highest = Math.max(atLeast, ...known);
  const height = highest - lowest || 1;
  return values
    .map((value) => {
      if (value === null) return GAP;
      const step = Math.min(BARS.length - 1, Math.floor(((value - lowest) / height) * BARS.length));
      return paint(BARS.charAt(step), value);
    })
    .join("");
}
