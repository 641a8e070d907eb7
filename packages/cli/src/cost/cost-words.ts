import { PRICED_REGION, PRICES, type PriceKey } from "@sensor-pipeline/core/cost/prices";

/** `12.30`; the small ones with the digits that say something. */
export function dollars(usd: number): string {
  if (usd === 0) return "0.00";
  if (usd >= 0.1) return usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return usd < 0.0001 ? "<0.0001" : usd.toFixed(4);
}

/** Which prices a total is without, and how to give them. */
export function unknownPrices(unknown: readonly PriceKey[], region: string): string[] {
  if (unknown.length === 0) return [];
  const where = region === PRICED_REGION ? "" : ` in ${region}, whose prices are not those of ${PRICED_REGION}`;
  return [`Not known${where}: ${unknown.join(", ")}. Give them with --prices FILE (see --help).`];
}

/** What a price's quantity counts. */
export function units(price: PriceKey): string {
  return PRICES[price].per.replace(/ of .*| \(.*/, "");
}
