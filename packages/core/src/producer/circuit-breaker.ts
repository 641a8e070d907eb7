export type CircuitState = "closed" | "open" | "half-open";

export interface CircuitBreakerOptions {
  /** Requests that fail one after the other before the circuit opens. @default 5 */
  readonly failureThreshold?: number;
  /** How long an open circuit lets nothing pass, before it lets one request try. @default 30_000 */
  readonly coolDownMs?: number;
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
}

/**
 * Keeps a producer from hammering a stream that is down. Closed: everything passes. Open, after too many failures in
 * a row: nothing passes until the cool-down is over. Half-open: one request passes; its success closes the circuit,
 * its failure opens it again. Every request that {@link tryPass} lets through has to be answered by {@link succeed},
 * {@link fail} or {@link release}.
 */
export class CircuitBreaker {
  readonly #failureThreshold: number;
  readonly #coolDownMs: number;
  readonly #now: () => number;
  #failures = 0;
  #openedAt: number | undefined;
  #isTrying = false;

  constructor({ failureThreshold = 5, coolDownMs = 30_000, now }: CircuitBreakerOptions) {
    this.#failureThreshold = failureThreshold;
    this.#coolDownMs = coolDownMs;
    this.#now = now;
  }

  get state(): CircuitState {
    if (this.#openedAt === undefined) return "closed";
    return this.#isCool(this.#openedAt) ? "half-open" : "open";
  }

  /** Failed requests since the last one that succeeded. */
  get consecutiveFailures(): number {
    return this.#failures;
  }

  /** Whether {@link tryPass} would let a request through now. */
  get canPass(): boolean {
    const { state } = this;
    return state === "closed" || (state === "half-open" && !this.#isTrying);
  }

  /** Milliseconds until an open circuit lets a request try; 0 when it is not open. */
  get coolDownLeftMs(): number {
    return this.#openedAt === undefined ? 0 : Math.max(0, this.#openedAt + this.#coolDownMs - this.#now());
  }

  /** Whether a request may be sent now. */
  tryPass(): boolean {
    if (!this.canPass) return false;
    this.#isTrying = this.state === "half-open";
    return true;
  }

  succeed(): void {
    this.#failures = 0;
    this.#openedAt = undefined;
    this.#isTrying = false;
  }

  fail(): void {
    this.#failures += 1;
    this.#isTrying = false;
    if (this.#failures >= this.#failureThreshold) this.#openedAt = this.#now();
  }

  /** The request ended in a way that says nothing about the stream: it was aborted here. */
  release(): void {
    this.#isTrying = false;
  }

  #isCool(openedAt: number): boolean {
    return this.#now() - openedAt >= this.#coolDownMs;
  }
}
