import { randomUUID } from "node:crypto";
import type { Dispatcher } from "../dispatch.ts";
import type { Identity } from "../identity/identity.ts";
import { AwsError, type Service } from "../service.ts";
import { authenticate } from "./authenticate.ts";
import { protocolOf, requireSpoken } from "./choose-protocol.ts";
import { readCredentialScope } from "./credential-scope.ts";
import type { WireRequest, WireResponse } from "./exchange.ts";
import { decompress } from "./read-body.ts";
import type { SigningTime } from "./signing-time.ts";

export interface AnswerOptions {
  readonly dispatcher: Dispatcher;
  readonly identity: Identity;
  readonly signingTime: SigningTime;
  /** Told of every fault that is ours and no answer of AWS's. */
  readonly onFault: (error: unknown, request: WireRequest) => void;
}

/** Answers one request: authenticates it, reads it by its protocol, calls the operation, writes what came. */
export function createAnswer({ dispatcher, identity, signingTime, onFault }: AnswerOptions) {
  return async (request: WireRequest): Promise<WireResponse> => {
    const requestId = randomUUID();
    const protocol = protocolOf(request);
    let service: Service | undefined;
    let response: WireResponse;
    try {
      const signedBy = readCredentialScope(request.headers.authorization);
      const caller = authenticate(request, signedBy, { identity, signingTime });
      service = dispatcher.service(signedBy.service);
      requireSpoken(service, request);
      const call = protocol.read(service, request, await decompress(request.body, request.headers["content-encoding"]));
      const output = await dispatcher.call(caller, service.signingName, call.operation, call.input);
      response = protocol.write(service, call, output, requestId);
    } catch (error) {
      if (!(error instanceof AwsError)) onFault(error, request);
      response = protocol.writeError(service, asAwsError(error), requestId);
    }
    return { ...response, headers: { ...response.headers, "x-amzn-requestid": requestId } };
  };
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new AwsError("InternalFailure", `This local AWS failed: ${reason}`, 500);
}
