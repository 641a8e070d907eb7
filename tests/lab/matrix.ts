import { proveStage } from "../privilege/prove-stage.ts";
import { proveOwner } from "../proofs/prove-owner.ts";
import type { MatrixName, MatrixRun } from "./lab-outcome.ts";

/**
 * Goes through every case of a matrix.
 * @param onCase hears of each case as it ends
 */
export async function runMatrix(matrix: MatrixName, onCase: () => void): Promise<MatrixRun> {
  if (matrix === "privileges") {
    const { privileges, trusts, failures } = await proveStage({ onProof: onCase });
    return { matrix, cases: privileges.length + trusts.length, problems: failures };
  }
  const cases = await proveOwner({ parts: [matrix], onCase });
  const problems = cases.flatMap(({ name, failure }) => (failure === undefined ? [] : [`${name}: ${failure}`]));
  return { matrix, cases: cases.length, problems };
}
