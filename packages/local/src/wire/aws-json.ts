import { AwsError, type Service } from "../service.ts";
import type { WireCall, WireRequest, WireResponse } from "./exchange.ts";
import { toJsonValue } from "./json-value.ts";
import type { WireProtocol } from "./protocol.ts";
import { queryErrorHeader } from "./query-error.ts";

/**
 * AWS JSON 1.0 and 1.1: they differ in the content type alone.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function awsJson(version: "1.0" | "1.1"): WireProtocol {
  const contentType = `application/x-amz-json-${version}`;
  return {
    read(service, request, body) {
      return { operation: targetOf(service, request), input: parseJson(body) };
    },
    write(_service, _call, output): WireResponse {
      return {
        status: 200,
        headers: { "content-type": contentType },
        body: output === undefined ? "" : JSON.stringify(toJsonValue(output)),
      };
    },
    writeError(service, error): WireResponse {
      return {
        status: error.status,
        headers: { "content-type": contentType, ...queryErrorHeader(service, error) },
        body: JSON.stringify(
          toJsonValue({ ...error.fields, __type: error.code, message: error.message, Message: error.message }),
        ),
      };
    },
  };
}

/** @throws {AwsError} SerializationException when the body is not a JSON object. */
export function parseJson(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch (cause) {
    throw Object.assign(new AwsError("SerializationException", "The request's body is not JSON."), { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AwsError("SerializationException", "The request's body must be a JSON object.");
  }
  return value as Readonly<Record<string, unknown>>;
}

function targetOf(service: Service, request: WireRequest): WireCall["operation"] {
  const target = request.headers["x-amz-target"] ?? "";
  const dot = target.lastIndexOf(".");
  const prefix = target.slice(0, Math.max(0, dot));
  if (service.targetPrefix === undefined || prefix !== service.targetPrefix) {
    throw new AwsError(
      "UnknownOperationException",
      `X-Amz-Target "${target}" does not belong to the service "${service.signingName}" that the request is signed for.`,
    );
  }
  return target.slice(dot + 1);
}
