import { input, select } from "@inquirer/prompts";
import { DEFAULT_SEED, DEFAULT_SENSORS } from "@sensor-pipeline/core/sensor/fleet";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { wholeNumber } from "../command/option-value.ts";
import { ask } from "../terminal/ask.ts";
import { type ProduceOptions, ratePerSecond, runTime } from "./produce-options.ts";
import { addSummaries, type ProduceSummary } from "./produce-summary.ts";
import type { Production } from "./production.ts";
import { type Amount, simulateRecords } from "./simulate-records.ts";
import { inWords, summaryLines } from "./summary-lines.ts";

const LARGEST_BATCH = 500;

const FOREVER = "forever";

/** What a person answers, with the words for answers that can't be. */
const BATCH = wholeNumber("The number of records", 1, LARGEST_BATCH);
const RATE = ratePerSecond("The rate");
const TIME = z.union([z.literal(FOREVER), runTime("The time")], `The time must be such as 30s, 5m, 1h or ${FOREVER}`);

type Choice = "one" | "batch" | "flow" | "quit";

/** How a session with the menu ended. */
export interface MenuEnd {
  /** All that was sent in it; undefined when nothing was asked for. */
  readonly total?: ProduceSummary | undefined;
  /** Whether the person has not seen it yet. */
  readonly isNew: boolean;
  /** Whether they left by Ctrl-C and did not quit. */
  readonly isLeft: boolean;
}

/** The menu: asks what to send, sends it, tells what became of it, and asks again until the person quits or leaves. */
export async function runMenu(
  context: CommandContext,
  options: ProduceOptions,
  production: Production,
): Promise<MenuEnd> {
  const { terminal, signal, target } = context;
  for (const line of header(context, options, production)) terminal.note(line);
  let total: ProduceSummary | undefined;
  for (let runs = 0; ; runs += 1) {
    const choice = await askChoice(signal);
    if (choice === "quit") return { total, isNew: runs > 1, isLeft: false };
    const amount = choice && (await askAmount(choice, signal));
    if (amount === undefined) return { total, isNew: true, isLeft: true };
    const feed = simulateRecords(amount, options, target.time);
    const summary = await production.send(feed, { rate: amount.rate, forMs: amount.for });
    total = total === undefined ? summary : addSummaries(total, summary);
    if (signal.aborted) return { total, isNew: true, isLeft: true };
    for (const line of [...summaryLines(summary, terminal.style), ""]) terminal.note(line);
  }
}

function header({ target, terminal }: CommandContext, options: ProduceOptions, production: Production): string[] {
  const { stream, rejects } = production;
  const { sensors = DEFAULT_SENSORS, seed = DEFAULT_SEED, scenario = [], encoding } = options;
  const shards =
    stream.mode === "ON_DEMAND" ? "on demand" : `${stream.shards} ${stream.shards === 1 ? "shard" : "shards"}`;
  const faults = scenario.length > 0 ? `, ${scenario.join(", ")}` : "";
  return [
    `${terminal.style("bold", "Producer of readings")} for ${target.title}`,
    `Stream ${terminal.style("bold", stream.name)} in ${stream.region}, checked: ${stream.status}, ${shards}.`,
    `${inWords(sensors)} ${sensors === 1 ? "sensor" : "sensors"} of seed ${seed}, as ${encoding}${faults}. What can't be sent goes to ${rejects.path}.`,
    "",
  ];
}

function askChoice(signal: AbortSignal): Promise<Choice | undefined> {
  return ask(
    (prompt) =>
      select<Choice>(
        {
          message: "What do you want to send?",
          choices: [
            { value: "one", name: "a single record" },
            { value: "batch", name: `a batch of 1 to ${LARGEST_BATCH} records` },
            { value: "flow", name: "records continuously, at a rate for a time" },
            { value: "quit", name: "nothing more: quit" },
          ],
          loop: false,
          theme: { indexMode: "number" },
        },
        prompt,
      ),
    signal,
  );
}

/** Asks for what is missing; undefined when the person left. */
async function askAmount(choice: Exclude<Choice, "quit">, signal: AbortSignal): Promise<Amount | undefined> {
  if (choice === "one") return { count: 1 };
  if (choice === "batch") {
    const count = await askFor(`How many records (1 to ${LARGEST_BATCH})?`, "20", BATCH, signal);
    return count === undefined ? undefined : { count };
  }
  const rate = await askFor("How many records a second?", "10", RATE, signal);
  if (rate === undefined) return undefined;
  const time = await askFor(`For how long (30s, 5m, 1h, or ${FOREVER}: until Ctrl-C)?`, "30s", TIME, signal);
  if (time === undefined) return undefined;
  return time === FOREVER ? { rate } : { rate, for: time };
}

/** Asks until the answer is one that `schema` takes. */
async function askFor<Value>(
  message: string,
  suggestion: string,
  schema: z.ZodType<Value, string>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  const validate = (answer: string) => {
    const { success, error } = schema.safeParse(answer.trim());
    return success || `${error.issues[0]?.message ?? "That can't be used"}.`;
  };
  const answer = await ask((prompt) => input({ message, default: suggestion, validate }, prompt), signal);
  return answer === undefined ? undefined : schema.parse(answer.trim());
}
