import type { PriceKey, PriceList } from "./prices.ts";

/** Hours of a month, as AWS's own calculator counts them. */
export const HOURS_PER_MONTH = 730;

/** Something that is paid for. */
export interface UsageLine {
  readonly service: string;
  readonly item: string;
  /** How much of what the price is per: `2` shard-hours, `0.43` million units. */
  readonly quantity: number;
  readonly price: PriceKey;
}

export interface CostLine extends UsageLine {
  /** US dollars; absent where the region's price is not known. */
  readonly usd?: number;
}

export interface Cost {
  readonly lines: readonly CostLine[];
  /** US dollars of all lines whose price is known. */
  readonly usd: number;
  /** What the total is without. */
  readonly unknown: readonly PriceKey[];
}

/** What usage costs. */
export function priced(usage: readonly UsageLine[], prices: PriceList): Cost {
  const lines = usage.map((line): CostLine => {
    const each = prices[line.price];
    return each === undefined ? line : { ...line, usd: line.quantity * each };
  });
  const unknown = lines.filter(({ usd, quantity }) => usd === undefined && quantity > 0).map(({ price }) => price);
  return { lines, usd: lines.reduce((sum, { usd = 0 }) => sum + usd, 0), unknown: [...new Set(unknown)] };
}
