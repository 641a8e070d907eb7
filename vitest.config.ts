import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Minutes and not seconds: begun first, so that at the end no core waits for one of them. Evaluations of the SST config
 * wait for one another, so those of tests/infra are one core's while the other has the conformance suite.
 */
const LONG = ["tests/conformance/", "tests/infra/", "tests/cli/", "tests/smoke/", "tests/pipeline/", "tests/lab/"];

class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = LONG.findIndex((folder) => moduleId.includes(`/${folder}`));
      return index < 0 ? LONG.length : index;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "tests/**/*.test.ts"],
    sequence: { sequencer: LongOnesFirst },
    // On two cores: the third works while one of the others waits for a stage, a clock or an evaluation.
    maxWorkers: 3,
    // A process for each file would load the SDK and the engine two hundred times: a minute and a half of processor time.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
