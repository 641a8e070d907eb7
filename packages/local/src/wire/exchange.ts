/** One HTTP request, whole, whichever HTTP version brought it. */
export interface WireRequest {
  readonly method: string;
  /** As sent, still percent-encoded: the signature is over it. */
  readonly path: string;
  /** Without the question mark; empty when there is none. */
  readonly query: string;
  /** Lower-case names; HTTP/2's `:authority` is `host`. */
  readonly headers: Readonly<Record<string, string>>;
  /** As sent (still compressed when it was): the signature is over it. */
  readonly body: Buffer;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Sent by a protocol's reader: what the request asks for. */
export interface WireCall {
  readonly operation: string;
  readonly input: unknown;
}
