import { proveStages } from "../privilege/prove-stage.ts";
import { proveOwner } from "../proofs/prove-owner.ts";
import type { MatrixName, MatrixRun } from "./lab-outcome.ts";

/**
 * Goes through every case of a matrix.
 * @param onCase hears of each case as it ends
 */
export async function runMatrix(matrix: MatrixName, onCase: () => void): Promise<MatrixRun> {
  if (matrix === "privileges") {
    const stages = await proveStages({ onProof: onCase });
    const cases = stages.map(({ privileges, machines, trusts }) => privileges.length + machines.length + trusts.length);
    return {
      matrix,
      cases: cases.reduce((sum, count) => sum + count, 0),
      problems: stages.flatMap(({ failures }) => failures),
    };
  }
  const cases = await proveOwner({ parts: [matrix], onCase });
  const problems = cases.flatMap(({ name, failure }) => (failure === undefined ? [] : [`${name}: ${failure}`]));
  return { matrix, cases: cases.length, problems };
}
