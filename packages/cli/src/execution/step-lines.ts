import type { EnteredState } from "@sensor-pipeline/core/execution/execution";
import type { CommandContext } from "../command/command-context.ts";
import type { Progress } from "../terminal/progress.ts";
import { durationText } from "./duration.ts";

const REDRAW_MS = 200;
const TITLE_WIDTH = 52;

/** The steps of an execution as a person sees them pass: on a terminal the running one with its time, elsewhere a line for each that ended. */
export class StepLines {
  readonly #context: Pick<CommandContext, "terminal" | "clock" | "target">;
  #running:
    | { readonly title: string; readonly at: Date; readonly seenAt: number; readonly progress?: Progress }
    | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(context: Pick<CommandContext, "terminal" | "clock" | "target">) {
    this.#context = context;
  }

  begin({ name, at }: EnteredState): void {
    const { terminal, clock } = this.#context;
    this.end("✓", at);
    const progress = terminal.canDraw ? terminal.progress(name) : undefined;
    this.#running = { title: name, at, seenAt: clock.now(), ...(progress ? { progress } : {}) };
    if (progress) this.#timer = setInterval(() => this.#draw(), REDRAW_MS).unref();
  }

  /** Ends the running step with its mark. `at` is when, in the stage's time; without it as long as it was seen. */
  end(mark: "✓" | "✗" | "…", at?: Date): void {
    clearInterval(this.#timer);
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    const { terminal, clock, target } = this.#context;
    const took = at ? (at.getTime() - running.at.getTime()) / target.time.speed : clock.now() - running.seenAt;
    running.progress?.stop();
    terminal.note(`${mark} ${running.title.padEnd(TITLE_WIDTH)} ${durationText(took).padStart(8)}`);
  }

  #draw(): void {
    const { title, seenAt, progress } = this.#running ?? {};
    if (title === undefined || seenAt === undefined) return;
    progress?.update(`${title}  ${durationText(this.#context.clock.now() - seenAt)}`);
  }
}
