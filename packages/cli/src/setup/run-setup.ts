import type { CommandContext } from "../command/command-context.ts";
export async function runSetup({ target, terminal }: CommandContext): Promise<number> {
  terminal.note(target.title);
  terminal.writeJson(await target.identity());
  terminal.writeJson(Object.keys(await (target.reader.credentials as () => Promise<object>)()));
  terminal.table(
    [{ title: "alarm" }, { title: "reason", align: "right" }],
    [
      ["a", "x".repeat(200)],
      ["b\nc", terminal.style("red", "y")],
    ],
  );
  return 0;
}
