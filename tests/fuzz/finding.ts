/** An input that did what none may. */
export interface Finding {
  readonly target: string;
  readonly input: string;
  readonly what: string;
}

/** One kind of input, and what takes it. */
export interface FuzzTarget {
  readonly name: string;
  /** Share of the inputs that come to it. */
  readonly share: number;
  /** @returns what was wrong, or undefined */
  take(random: () => number): Promise<Finding | undefined> | Finding | undefined;
  close(): Promise<void>;
}
