import type { ClockSettings } from "../../clock.ts";

/** What a sandbox's worker thread is started with. */
export interface SandboxSettings {
  readonly handler: string;
  readonly folder: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logGroup: string;
  readonly logStream: string;
  readonly logFormat: "Text" | "JSON";
  /** The local clock: the worker's Date runs on it. */
  readonly clock: ClockSettings;
  /** Of a clock that is stepped: the time as a double. The worker's Date reads it, and its timers wait for it. */
  readonly shared?: SharedArrayBuffer;
}

/** What the worker hears. */
export type HostMessage =
  | InvokeMessage
  /** Asks for `settled`, once everything that can be done at this moment is done. */
  | { readonly type: "settle"; readonly turn: number }
  /** The time was moved on. */
  | { readonly type: "wake" };

export interface InvokeMessage {
  readonly type: "invoke";
  readonly requestId: string;
  /** The event as JSON text. */
  readonly payload: string;
  readonly timeoutMs: number;
}

/** An error in the shape that Lambda's Node.js runtime answers with. */
export interface FunctionErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What the worker says: it is ready, a line of output, the answer, or what went wrong. */
export type SandboxMessage =
  | { readonly type: "ready" }
  | { readonly type: "output"; readonly text: string }
  /** `wakeAt`: when the first timer is due, in local time; undefined without one. */
  | { readonly type: "settled"; readonly turn: number; readonly wakeAt: number | undefined }
  | { readonly type: "result"; readonly requestId: string; readonly payload: string }
  | { readonly type: "failure"; readonly requestId: string; readonly error: FunctionErrorPayload }
  /** The sandbox can't be used again: loading the code failed, or something in it threw outside of the handler. */
  | { readonly type: "crash"; readonly error: FunctionErrorPayload };
