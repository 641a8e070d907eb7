/** How many requests are remembered; AWS does not say for how long it does. */
const REMEMBERED = 1000;

interface Tokened {
  readonly ClientToken?: string | undefined;
}

/**
 * Answers of requests by their ClientToken: sent again, as an SDK does whose answer was lost, a request is answered as it
 * was, and not done twice. What AWS says to another request with a token that was used is not documented: here it is a new one.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateScheduleGroup.html
 */
export class ClientTokens {
  readonly #answers = new Map<string, unknown>();

  /** What `run` answers, or what it answered to this very request before. */
  once<Output>(operation: string, input: Tokened, run: () => Output): Output {
    if (input.ClientToken === undefined) return run();
    const request = JSON.stringify([operation, input]);
    // The operation's name is in the key, and each operation has one kind of answer.
    if (this.#answers.has(request)) return this.#answers.get(request) as Output;
    const answer = run();
    this.#answers.set(request, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > REMEMBERED && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }
}
