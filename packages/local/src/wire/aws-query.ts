import { AwsError } from "../service.ts";
import type { WireProtocol } from "./protocol.ts";
import { queryErrorCode } from "./query-error.ts";
import { readForm } from "./query-form.ts";
import { escapeXml, fieldsToXml } from "./query-xml.ts";

const HEADERS = { "content-type": "text/xml" } as const;

/** Query denies with 403 where JSON denies with 400. */
const STATUSES: Readonly<Record<string, number>> = { AccessDenied: 403 };

/** AWS Query: a form in, XML out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const awsQuery: WireProtocol = {
  read(service, request, body) {
    const form = new URLSearchParams(request.method === "GET" ? request.query : body.toString());
    const operation = form.get("Action");
    if (!operation) throw new AwsError("MissingAction", "The request must contain the parameter Action.", 400);
    return { operation, input: readForm(form, service.query) };
  },
  write(service, { operation }, output, requestId) {
    const result =
      typeof output === "object" && output !== null
        ? `<${operation}Result>${fieldsToXml(output, service.query)}</${operation}Result>`
        : "";
    return {
      status: 200,
      headers: HEADERS,
      body: `<${operation}Response xmlns="${service.xmlNamespace ?? ""}">${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
    };
  },
  writeError(service, error, requestId) {
    const code = queryErrorCode(service, error.code);
    const type = error.status >= 500 ? "Receiver" : "Sender";
    const details = fieldsToXml(error.fields, service?.query);
    return {
      status: STATUSES[code] ?? error.status,
      headers: HEADERS,
      body: `<ErrorResponse xmlns="${service?.xmlNamespace ?? ""}"><Error><Type>${type}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message>${details}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    };
  },
};
