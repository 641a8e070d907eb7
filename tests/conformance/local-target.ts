import { TestRedshift } from "@sensor-pipeline/redshift/test-redshift";
import type { ConformanceTarget } from "./run-case.ts";

/** A Redshift of this process in a folder of its own. */
export async function openLocalTarget(): Promise<ConformanceTarget> {
  const warehouse = await TestRedshift.open();
  return {
    run: (sql) => warehouse.answer(sql),
    close: () => warehouse.close(),
  };
}
