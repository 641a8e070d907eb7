import { parseArgs } from "node:util";
import { runFuzz } from "./run-fuzz.ts";

const USAGE = `npm run fuzz -- [options]      malformed statements and requests, until one does what none may

  --inputs N      how many (default: 100000)
  --seed N        the same seed gives the same inputs (default: 1)
  --help          this text

Exit code 0: nothing found; 1: findings, each printed with its input; 2: the options are not usable.`;

const EXIT_FINDINGS = 1;
const EXIT_USAGE = 2;

const options = {
  inputs: { type: "string", default: "100000" },
  seed: { type: "string", default: "1" },
  help: { type: "boolean" },
} as const;

process.exitCode = await main();

async function main(): Promise<number> {
  let values: { inputs: string; seed: string; help?: boolean | undefined };
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)} See npm run fuzz -- --help.\n`);
    return EXIT_USAGE;
  }
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const [inputs, seed] = [Number(values.inputs), Number(values.seed)];
  if (!Number.isInteger(inputs) || inputs < 1 || !Number.isInteger(seed)) {
    process.stderr.write("--inputs takes a whole number of at least 1, --seed a whole number.\n");
    return EXIT_USAGE;
  }
  const started = performance.now();
  const findings = await runFuzz({
    inputs,
    seed,
    clock: () => performance.now(),
    progress: (done, found) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${inputs} inputs, ${found} findings `);
    },
  });
  if (process.stderr.isTTY) process.stderr.write("\n");
  for (const { target, input, what } of findings)
    process.stdout.write(`${target}: ${what}\n  ${input.replaceAll("\n", "\n  ")}\n\n`);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`${inputs} inputs with seed ${seed} in ${seconds} s: ${findings.length} findings.\n`);
  return findings.length === 0 ? 0 : EXIT_FINDINGS;
}
