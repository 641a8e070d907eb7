import type { AwsError, Service } from "../service.ts";
import type { WireCall, WireRequest, WireResponse } from "./exchange.ts";

/** How one of AWS's protocols is read and written. */
export interface WireProtocol {
  /**
   * @throws {AwsError} SerializationException and the like when the request can't be read.
   * `body` is decompressed.
   */
  read(service: Service, request: WireRequest, body: Buffer): WireCall;
  write(service: Service, call: WireCall, output: unknown, requestId: string): WireResponse;
  /** `service` is undefined when the request did not name one that is known. */
  writeError(service: Service | undefined, error: AwsError, requestId: string): WireResponse;
}
