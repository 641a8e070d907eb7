import type { CommandContext } from "../command/command-context.ts";
import type { VerifyFinding } from "./finding.ts";

const COLUMNS = [{ title: "what" }, { title: "name" }, { title: "state" }, { title: "" }];

const OTHER_WAREHOUSE =
  "If the stage used a warehouse that was there before, look in that as well: --workgroup or --cluster, --database, --secret-arn.";

export function showFindings(
  { terminal, target }: CommandContext,
  findings: readonly VerifyFinding[],
  { isNamed, onlyWarehouse }: { readonly isNamed: boolean; readonly onlyWarehouse: boolean },
): void {
  if (terminal.json) {
    terminal.writeJson({ stage: target.names.stage, findings });
    return;
  }
  const of = (state: VerifyFinding["state"]) => findings.filter((finding) => finding.state === state);
  const [left, unknown] = [of("left"), of("unknown")];
  const what = `${onlyWarehouse ? "in the warehouse " : ""}of ${target.title}`;
  if (left.length + unknown.length > 0) {
    const rows = [...left, ...unknown].map(({ kind, name, state, detail = "" }) => [
      kind,
      name,
      terminal.style(state === "left" ? "red" : "yellow", state),
      detail,
    ]);
    terminal.table(COLUMNS, rows);
    terminal.write();
    for (const line of reasons(unknown)) terminal.write(line);
    for (const line of removals(left, target.names.stage)) terminal.write(line);
    terminal.write(`${left.length} left, ${unknown.length} unknown, ${of("gone").length} gone ${what}.`);
  } else {
    terminal.write(`Nothing is left ${what}: ${findings.length} things were looked for and all are gone.`);
  }
  if (!isNamed && of("gone").some(({ detail }) => detail?.includes("own workgroup"))) terminal.write(OTHER_WAREHOUSE);
}

/** In full, because a table cuts them; each once. */
function reasons(unknown: readonly VerifyFinding[]): readonly string[] {
  const told = [...new Set(unknown.flatMap(({ detail }) => detail ?? []))];
  return told.length === 0 ? [] : ["Why it is not known:", ...told.map((reason) => `  ${reason}`), ""];
}

function removals(left: readonly VerifyFinding[], stage: string): readonly string[] {
  const commands = [...new Set(left.flatMap(({ remedy }) => remedy ?? []))];
  if (commands.length === 0) return [];
  // What stands as it was deployed goes as it was deployed; single commands are for what that has left.
  const whole = `npx sst remove --stage ${stage}   takes what is of the stage, where it is still deployed; or one by one:`;
  const isResource = commands.some((command) => command.startsWith("aws "));
  return ["To remove it:", ...(isResource ? [`  ${whole}`] : []), ...commands.map((command) => `  ${command}`), ""];
}
