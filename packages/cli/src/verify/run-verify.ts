import type { CommandContext } from "../command/command-context.ts";
import { EXIT_FAILED, EXIT_OK } from "../command/exit-code.ts";
import { directWarehouse } from "../target/direct-warehouse.ts";
import type { VerifyFinding } from "./finding.ts";
import { lookAtNetwork } from "./look-at-network.ts";
import { lookAtResources } from "./look-at-resources.ts";
import { lookAtWarehouse } from "./look-at-warehouse.ts";
import { showFindings } from "./show-findings.ts";
import type { VerifyOptions } from "./verify-command.ts";

/** `pipeline verify`. @returns 0 where nothing is left and everything could be looked at */
export async function runVerify(context: CommandContext, options: VerifyOptions): Promise<number> {
  const { terminal, target, signal } = context;
  // Who asks, first: that the credentials are none should be said once and not for each thing.
  await target.identity();
  const progress = terminal.canDraw ? terminal.progress(`Looking for what is left of ${target.title}`) : undefined;
  const warehouse = await directWarehouse(target, options);
  const looks = [lookAtWarehouse(context, warehouse)];
  if (!options.warehouse) looks.push(lookAtResources(context), lookAtNetwork(context));
  const findings: readonly VerifyFinding[] = (await Promise.all(looks)).flat();
  progress?.stop();
  signal.throwIfAborted();
  showFindings(context, findings, { isNamed: warehouse !== undefined, onlyWarehouse: options.warehouse });
  return findings.every(({ state }) => state === "gone") ? EXIT_OK : EXIT_FAILED;
}
