import type { Clock } from "../clock.ts";
import type { Engine } from "../engine/engine.ts";

/** How long a statement that is cancelled may take to end by itself, before the engine is interrupted. */
const GRACE_MS = 300;

/** Runs `work`, which has the engine; when the signal aborts and `work` does not end soon, it is ended. */
export async function interruptible<Result>(
  { engine, clock }: { readonly engine: Engine; readonly clock: Clock },
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  const ended = new AbortController();
  const interrupt = () => {
    clock.sleep(GRACE_MS, ended.signal).then(
      () => {
        // Whoever has the engine by now is not to be interrupted.
        if (!ended.signal.aborted) engine.interrupt();
      },
      () => undefined,
    );
  };
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    return await work();
  } finally {
    ended.abort();
    signal.removeEventListener("abort", interrupt);
  }
}
