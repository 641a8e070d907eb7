import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { shardsOf } from "./fake-kinesis.ts";

/** What goes wrong with one PutRecords request. */
export type Fault =
  | { readonly kind: "none" }
  /** These of its records are refused, by their index; the others are taken. */
  | { readonly kind: "refused"; readonly code: string; readonly indexes: readonly number[] }
  /** An error answer; the records may have been taken all the same. */
  | { readonly kind: "error"; readonly status: number; readonly code: string; readonly isTaken: boolean }
  /** The connection is reset, or there is never an answer. */
  | { readonly kind: "reset" | "hung"; readonly isTaken: boolean }
  /** The records are taken and the answer says something else. */
  | { readonly kind: "wrong"; readonly answer: "no JSON" | "nothing" | "too short" | "no outcome" };

/** What the endpoint knows of one stream's run. */
export class FaultyStream {
  /** How often each record was taken and said to be taken, by its data as text. */
  readonly confirmed = new Map<string, number>();
  /** How often each was taken without that being said. */
  readonly unconfirmed = new Map<string, number>();
  requests = 0;
  hung = 0;
  readonly #faults: readonly Fault[];
  readonly #onRequest: (request: number) => void;

  /** One fault a request, in turn; none after the last. */
  constructor(faults: readonly Fault[], onRequest: (request: number) => void) {
    this.#faults = faults;
    this.#onRequest = onRequest;
  }

  nextFault(): Fault {
    const fault = this.#faults[this.requests] ?? { kind: "none" };
    this.requests += 1;
    if (fault.kind === "hung") this.hung += 1;
    this.#onRequest(this.requests);
    return fault;
  }
}

interface PutInput {
  readonly StreamName: string;
  readonly Records: readonly { readonly Data: string }[];
}

/** For tests: a Kinesis over HTTP that fails on purpose. */
export class FaultyKinesis {
  readonly streams = new Map<string, FaultyStream>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => {}); // A client that went away is one of the faults.
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const operation = String(request.headers["x-amz-target"]).split(".")[1];
    if (operation === "DescribeStreamSummary") {
      const summary = { StreamStatus: "ACTIVE", StreamModeDetails: { StreamMode: "PROVISIONED" } };
      answer(response, 200, { StreamDescriptionSummary: summary });
    } else if (operation === "ListShards") answer(response, 200, { Shards: shardsOf(2) });
    else this.#put(JSON.parse(body) as PutInput, response);
  }

  #put({ StreamName, Records }: PutInput, response: ServerResponse): void {
    const stream = this.streams.get(StreamName);
    if (!stream) throw new Error(`Nobody has made the stream ${StreamName}.`);
    const fault = stream.nextFault();
    const refused = new Set(fault.kind === "refused" ? fault.indexes : []);
    const isConfirmed = fault.kind === "none" || fault.kind === "refused";
    if (isConfirmed || fault.kind === "wrong" || fault.isTaken) {
      const taken = isConfirmed ? stream.confirmed : stream.unconfirmed;
      for (const [index, { Data }] of Records.entries()) {
        const text = Buffer.from(Data, "base64").toString("utf8");
        if (!refused.has(index)) taken.set(text, (taken.get(text) ?? 0) + 1);
      }
    }
    switch (fault.kind) {
      case "hung":
        return;
      case "reset":
        response.socket?.resetAndDestroy();
        return;
      case "error":
        answer(response, fault.status, { __type: fault.code, message: "on purpose" });
        return;
      case "wrong":
        answer(response, 200, WRONG_ANSWERS[fault.answer](Records.length));
        return;
    }
    const results = Records.map((_, index) =>
      fault.kind === "refused" && refused.has(index)
        ? { ErrorCode: fault.code, ErrorMessage: "on purpose" }
        : { SequenceNumber: String(index), ShardId: "shardId-000000000000" },
    );
    answer(response, 200, { FailedRecordCount: refused.size, Records: results });
  }
}

const WRONG_ANSWERS = {
  "no JSON": () => "<html>Bad gateway</html>",
  nothing: () => ({}),
  "too short": () => ({ FailedRecordCount: 0, Records: [] }),
  "no outcome": (count: number) => ({ FailedRecordCount: 0, Records: Array.from({ length: count }, () => ({})) }),
} as const;

function answer(response: ServerResponse, status: number, body: object | string): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
