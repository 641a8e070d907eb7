import { AwsError, NotSupportedError, type Service } from "../service.ts";
import { parseJson } from "./aws-json.ts";
import type { WireRequest } from "./exchange.ts";
import { toJsonValue } from "./json-value.ts";
import type { WireProtocol } from "./protocol.ts";
import { REST_BINDINGS, type RestBinding } from "./rest-bindings.ts";

const HEADERS = { "content-type": "application/json" } as const;
const STATUSES: Readonly<Record<string, number>> = { AccessDeniedException: 403 };

/** REST JSON (Lambda, Scheduler). https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export const restJson: WireProtocol = {
  read(service, request, body) {
    const { operation, labels } = match(service, request);
    const binding = bindingOf(service, operation);
    const input: Record<string, unknown> = binding.payload ? { [binding.payload]: body } : { ...parseJson(body) };
    for (const [name, values] of parametersOf(request.query)) {
      input[binding.query?.[name] ?? name] = values.length === 1 ? values[0] : values;
    }
    for (const [header, field] of Object.entries(binding.headers ?? {})) {
      if (request.headers[header] !== undefined) input[field] = request.headers[header];
    }
    return { operation, input: { ...input, ...labels } };
  },

  write(service, { operation }, output, _requestId) {
    const binding = bindingOf(service, operation);
    const fields: Record<string, unknown> = { ...(output as object | undefined) };
    const headers: Record<string, string> = { ...HEADERS };
    for (const [field, header] of Object.entries(binding.outputHeaders ?? {})) {
      if (fields[field] !== undefined) headers[header] = String(fields[field]);
    }
    const status = typeof binding.status === "object" ? Number(fields[binding.status.field]) : (binding.status ?? 200);
    return { status, headers, body: bodyOf(binding, fields, status) };
  },

  writeError(_service, error) {
    return {
      status: STATUSES[error.code] ?? error.status,
      headers: { ...HEADERS, "x-amzn-errortype": error.code },
      body: JSON.stringify(
        toJsonValue({
          ...error.fields,
          Type: error.status >= 500 ? "Service" : "User",
          message: error.message,
          Message: error.message,
        }),
      ),
    };
  },
};

function bodyOf(binding: RestBinding, fields: Readonly<Record<string, unknown>>, status: number): string | Uint8Array {
  if (status === 204) return "";
  if (binding.payload === undefined) return JSON.stringify(toJsonValue(fields));
  const payload = fields[binding.payload];
  return payload instanceof Uint8Array || typeof payload === "string" ? payload : "";
}

function match(service: Service, request: WireRequest): { operation: string; labels: Record<string, string> } {
  for (const [operation, { route }] of Object.entries(service.operations)) {
    if (route === undefined) continue;
    const [method, template = ""] = route.split(" ");
    if (method !== request.method) continue;
    const labels = labelsOf(template, request.path);
    if (labels) return { operation, labels };
  }
  throw new NotSupportedError(`${request.method} ${request.path} of the service "${service.signingName}"`);
}

/** The path's parameters when it fits the template, such as `/schedules/{Name}`; clients may add a last slash. */
function labelsOf(template: string, path: string): Record<string, string> | undefined {
  const wanted = segmentsOf(template);
  const given = segmentsOf(path);
  if (wanted.length !== given.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = decode(given[index] ?? "");
    if (part.startsWith("{")) labels[part.slice(1, -1)] = segment;
    else if (part !== segment) return undefined;
  }
  return labels;
}

function segmentsOf(path: string): string[] {
  return path.replace(/^\/|\/$/g, "").split("/");
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw Object.assign(new AwsError("SerializationException", `The path segment "${segment}" is not URL-encoded.`), {
      cause,
    });
  }
}

function parametersOf(query: string): Map<string, string[]> {
  const parameters = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    parameters.set(name, [...(parameters.get(name) ?? []), value]);
  }
  return parameters;
}

function bindingOf(service: Service, operation: string): RestBinding {
  return REST_BINDINGS[service.signingName]?.[operation] ?? {};
}
