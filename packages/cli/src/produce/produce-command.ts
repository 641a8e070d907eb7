import { SCENARIOS } from "@sensor-pipeline/core/sensor/scenario";
import type { Command } from "commander";
import { addCommand } from "../command/add-command.ts";
import { produceOptionsSchema } from "./produce-options.ts";

/** `pipeline produce`: readings into the stream, by a menu or by flags. */
export function addProduceCommand(program: Command): void {
  const command = addCommand(program, {
    usage: "produce",
    summary: "send readings: a menu, or what the flags say",
    examples: [
      ["produce", "the menu: one record, a batch, a steady flow"],
      ["produce --count 500", "500 records at once"],
      ["produce --rate 50 --for 5m", "50 records a second for five minutes"],
      ["produce --rate 10 --scenario heat-wave", "hot sensors until Ctrl-C"],
      ["produce --file readings.ndjson", "own readings, one a line, each checked"],
      ["produce --count 100 --seed 7 --dry-run", "print them as NDJSON and send nothing"],
    ],
    options: addOptions,
    schema: produceOptionsSchema,
    load: async () => (await import("./run-produce.ts")).runProduce,
  });
  command.addHelpText("after", `\nScenarios:\n${scenarioLines()}`);
}

function addOptions(command: Command): void {
  command
    .option("--count <n>", "how many records; without --rate as fast as the stream takes them")
    .option("--rate <n>", "records a second, 0.5 for one every two seconds")
    .option("--for <time>", "how long at that rate: 30s, 5m, 1h (until Ctrl-C)")
    .option("--sensors <n>", "how many sensors take turns (20)")
    .option("--seed <n>", "another seed is another fleet of sensors (1)")
    .option("--start <time>", "event_time of the first reading; the same seed and start give the same records (now)")
    .option("--skip <n>", "leave out the first n of them: what an interrupted run has sent or kept")
    .option("--scenario <name>", "what is wrong with the sensors, see below; may be repeated", collect)
    .option("--encoding <name>", "how a reading is written into its record: json, base64, hex (json)")
    .option("--file <file>", "own readings, one JSON object a line, or a reject file; - for stdin")
    .option("--reject-file <file>", "where records go that were given up, for a later --file")
    .option("--dry-run", "print what would be sent, as NDJSON that --file takes, and send nothing")
    .option("--stream <name>", "a stream of another name than the stage's");
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function scenarioLines(): string {
  const names = Object.entries(SCENARIOS);
  const width = Math.max(...names.map(([name]) => name.length));
  return names.map(([name, { meaning }]) => `  ${name.padEnd(width)}  ${meaning}`).join("\n");
}
