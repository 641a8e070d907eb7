import { PARTS, type Part, proveOwner } from "./prove-owner.ts";

const EXIT_USAGE = 2;

process.exitCode = await main(process.argv.slice(2));

/**
 * `npm run lab:setup -- [part]...`: 0 when set-up and the schema change end in the same state whatever happens to them,
 * 1 otherwise, 2 for a part that there is not.
 */
async function main(args: readonly string[]): Promise<number> {
  const parts = PARTS.filter((part) => args.length === 0 || args.includes(part));
  const unknown = args.filter((arg) => !PARTS.some((part: Part) => part === arg));
  if (unknown.length > 0) {
    process.stderr.write(`There is no part ${unknown.join(", ")}. Parts: ${PARTS.join(", ")}.\n`);
    return EXIT_USAGE;
  }
  const cases = await proveOwner({
    parts,
    onCase({ name, milliseconds, failure }) {
      console.log(`${failure === undefined ? "proved" : "FAILED"}  ${String(milliseconds).padStart(6)} ms  ${name}`);
      if (failure !== undefined) console.log(failure);
    },
  });
  const failed = cases.filter(({ failure }) => failure !== undefined).length;
  console.log(`${cases.length} cases, ${failed} failed.`);
  return failed === 0 ? 0 : 1;
}
