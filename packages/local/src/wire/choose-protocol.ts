import { AwsError, type Protocol, type Service } from "../service.ts";
import { awsJson } from "./aws-json.ts";
import { awsQuery } from "./aws-query.ts";
import type { WireRequest } from "./exchange.ts";
import type { WireProtocol } from "./protocol.ts";
import { restJson } from "./rest-json.ts";
import { rpcV2Cbor } from "./rpc-v2-cbor.ts";

type Spoken = Protocol | "rpc-v2-cbor";

const PROTOCOLS: Readonly<Record<Spoken, WireProtocol>> = {
  "json-1.0": awsJson("1.0"),
  "json-1.1": awsJson("1.1"),
  query: awsQuery,
  "rest-json": restJson,
  "rpc-v2-cbor": rpcV2Cbor,
};

/** How each protocol is told by its headers, in this order; what fits none is REST. */
const SIGNS: readonly (readonly [Spoken, (request: WireRequest) => boolean])[] = [
  ["rpc-v2-cbor", ({ headers }) => headers["smithy-protocol"] === "rpc-v2-cbor"],
  ["json-1.0", ({ headers }) => "x-amz-target" in headers && (headers["content-type"] ?? "").includes("json-1.0")],
  ["json-1.1", ({ headers }) => "x-amz-target" in headers],
  ["query", ({ headers }) => (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded")],
  ["query", ({ method, query }) => method === "GET" && /(^|&)Action=/.test(query)],
];

/** The protocol a request is written in, whether or not its service speaks it: the answer has to be in the same. */
export function protocolOf(request: WireRequest): WireProtocol {
  return PROTOCOLS[spoken(request)];
}

/** @throws {AwsError} when the service does not speak the request's protocol. */
export function requireSpoken(service: Service, request: WireRequest): void {
  const protocol = spoken(request);
  // CBOR takes the place of JSON operation by operation, with the same names.
  const known = protocol === "rpc-v2-cbor" ? service.targetPrefix !== undefined : service.protocols.includes(protocol);
  if (!known) {
    throw new AwsError(
      "UnknownOperationException",
      `The service "${service.signingName}" does not speak ${protocol} here; it speaks ${service.protocols.join(", ")}.`,
      404,
    );
  }
}

function spoken(request: WireRequest): Spoken {
  return SIGNS.find(([, matches]) => matches(request))?.[0] ?? "rest-json";
}
