/** Who may cancel what runs: a client learns its key when it signs in, and names it on a connection of its own. */
export class CancelKeys {
  readonly #held = new Map<number, { readonly secret: number; readonly cancel: () => void }>();

  hold(pid: number, secret: number, cancel: () => void): void {
    this.#held.set(pid, { secret, cancel });
  }

  release(pid: number): void {
    this.#held.delete(pid);
  }

  /** Cancels what runs under the key; a wrong key does nothing and tells nothing. */
  cancel(pid: number, secret: number): void {
    const held = this.#held.get(pid);
    if (held?.secret === secret) held.cancel();
  }
}
