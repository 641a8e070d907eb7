import { cbor, dateToTag } from "@smithy/core/cbor";
import { AwsError } from "../service.ts";
import type { WireProtocol } from "./protocol.ts";
import { queryErrorHeader } from "./query-error.ts";

const HEADERS = { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" } as const;
const PATH = /^\/service\/([^/]+)\/operation\/([^/]+)$/;

/** Smithy RPC v2 CBOR, which newer SDKs choose for CloudWatch. https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html */
export const rpcV2Cbor: WireProtocol = {
  read(service, request, body) {
    const [, name, operation] = PATH.exec(request.path) ?? [];
    if (operation === undefined || name !== service.targetPrefix) {
      throw new AwsError(
        "UnknownOperationException",
        `${request.path} is no operation of "${service.signingName}".`,
        404,
      );
    }
    try {
      return { operation, input: body.length === 0 ? {} : untagged(cbor.deserialize(body)) };
    } catch (cause) {
      throw Object.assign(new AwsError("SerializationException", "The request's body is not CBOR."), { cause });
    }
  },
  write(_service, _call, output) {
    return { status: 200, headers: HEADERS, body: cbor.serialize(tagged(output ?? {})) };
  },
  writeError(service, error) {
    return {
      status: error.status,
      headers: { ...HEADERS, ...queryErrorHeader(service, error) },
      body: cbor.serialize(tagged({ ...error.fields, __type: error.code, message: error.message })),
    };
  },
};

/** Timestamps are tag 1 with epoch seconds. */
function tagged(value: unknown): unknown {
  if (value instanceof Date) return dateToTag(value);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(tagged);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => (field === undefined ? [] : [[name, tagged(field)]])),
  );
}

function untagged(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(untagged);
  if ("tag" in value && "value" in value && Number(value.tag) === 1) return Number(value.value);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, untagged(field)]));
}
