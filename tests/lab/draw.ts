import { uniform } from "@sensor-pipeline/core/sensor/seeded";

/** Draws of one run: the same seed and name give the same number, in whatever order they are asked for. */
export class Draw {
  readonly seed: number;
  readonly #scenario: string;
  #sequence = 0;

  constructor(seed: number, scenario: string) {
    this.seed = seed;
    this.#scenario = scenario;
  }

  /** A whole number from `from` to `to`, both included. */
  whole(name: string, from: number, to: number): number {
    return from + Math.floor(uniform(this.seed, this.#scenario, name) * (to - from + 1));
  }

  /** A number in [from, to), with two decimals. */
  share(name: string, from: number, to: number): number {
    return Math.round(100 * (from + uniform(this.seed, this.#scenario, name) * (to - from))) / 100;
  }

  /** One of these. */
  one<T>(name: string, choices: readonly [T, ...T[]]): T {
    return choices[this.whole(name, 0, choices.length - 1)] ?? choices[0];
  }

  /** The next number in [0, 1), for whoever needs any number of them. */
  readonly random = (): number => {
    this.#sequence += 1;
    return uniform(this.seed, this.#scenario, "sequence", this.#sequence);
  };
}
