import { SqlError } from "../sql/sql-error.ts";

const LARGEST = 2_147_483_647;

/** Numbers the generator remembers, and how many it throws away before the first that counts. */
const REMEMBERED = 31;
const DISCARDED = 310;

/**
 * The generator's 31 numbers after SET SEED, as `redshift_internal.seeded_random` keeps them: glibc's srandom of the seed times 2^31 - 1.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html
 * @throws {SqlError} 22023 unless the seed is a number from 0 to 1
 */
export function randomState(seed: string): string {
  const value = Number(seed);
  if (seed.trim() === "" || !(value >= 0 && value <= 1)) {
    throw new SqlError("22023", `parameter "seed" requires a number between 0 and 1`);
  }
  let numbers = [Math.trunc(value * LARGEST) || 1];
  while (numbers.length < REMEMBERED) numbers.push(Number((16_807n * BigInt(numbers.at(-1) ?? 1)) % BigInt(LARGEST)));
  // The feedback begins three places before the end.
  numbers = [...numbers.slice(3), ...numbers.slice(0, 3)];
  for (let count = 0; count < DISCARDED; count += 1) {
    numbers = [...numbers.slice(1), ((numbers[0] ?? 0) + (numbers[REMEMBERED - 3] ?? 0)) % 2 ** 32];
  }
  return numbers.join(" ");
}
