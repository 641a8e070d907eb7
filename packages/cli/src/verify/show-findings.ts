import type { CommandContext } from "../command/command-context.ts";
import type { Target } from "../target/target.ts";
import type { VerifyFinding } from "./finding.ts";

const COLUMNS = [{ title: "what" }, { title: "name" }, { title: "state" }, { title: "" }];

const OTHER_WAREHOUSE =
  "If the stage used a warehouse that was there before, look in that as well: --workgroup or --cluster, --database, --secret-arn.";

/** How a stage goes as a whole. */
const WHOLE: Readonly<Record<Target["kind"], (stage: string) => string>> = {
  aws: (stage) => `npx sst remove --stage ${stage}`,
  local: (stage) => `stop npm start, then: npm start -- --remove --stage ${stage}`,
};

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
    const rows = [
      ...left.map(({ kind, name, detail = "" }) => [kind, name, terminal.style("red", "left"), detail]),
      ...unknown.map(({ kind, name }) => [kind, name, terminal.style("yellow", "unknown"), "see below"]),
    ];
    terminal.table(COLUMNS, rows);
    terminal.write();
    for (const line of reasons(unknown)) terminal.write(line);
    for (const line of removals(left, target)) terminal.write(line);
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

function removals(left: readonly VerifyFinding[], target: Target): readonly string[] {
  const isDeployed = left.some(({ kind, name }) => kind === "state machine" && name === target.names.setupMachine);
  const commands = left.flatMap(({ remedy }) => remedy ?? []);
  // What stands as it was deployed goes as it was deployed; single commands are for what that has left.
  const ofResources = isDeployed ? [WHOLE[target.kind](target.names.stage)] : commands.filter(isOfAws);
  const told = [...new Set([...commands.filter((command) => !isOfAws(command)), ...ofResources])];
  return told.length === 0 ? [] : ["To remove it:", ...told.map((command) => `  ${command}`), ""];
}

function isOfAws(command: string): boolean {
  return command.startsWith("aws ");
}
