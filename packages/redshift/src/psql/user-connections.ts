import { SqlError } from "../sql/sql-error.ts";

/** How many connections each user has open. */
export class UserConnections {
  readonly #open = new Map<string, number>();

  /** Counts one more. @returns what counts it off again @throws {SqlError} 53300 when the user has as many as it may */
  enter(user: string, limit: number | undefined): () => void {
    const open = this.#open.get(user) ?? 0;
    if (limit !== undefined && open >= limit) throw new SqlError("53300", `too many connections for user "${user}"`);
    this.#open.set(user, open + 1);
    return () => this.#leave(user);
  }

  #leave(user: string): void {
    const open = (this.#open.get(user) ?? 1) - 1;
    if (open === 0) this.#open.delete(user);
    else this.#open.set(user, open);
  }
}
