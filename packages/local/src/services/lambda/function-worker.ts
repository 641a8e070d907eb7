/**
 * The inside of a sandbox: a worker thread that holds one function's bundle, as Lambda's Node.js runtime does.
 * Runs as a file of its own; its real time is the process's, its Date is the local clock.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type {
  FunctionErrorPayload,
  HostMessage,
  InvokeMessage,
  SandboxMessage,
  SandboxSettings,
} from "./sandbox-protocol.ts";
import { SteppedTimers } from "./stepped-worker-timers.ts";
import { captureOutput } from "./worker-output.ts";

type Handler = (event: unknown, context: unknown) => unknown;

const HANDLER_EXTENSIONS = [".mjs", ".js", ".cjs"];

const settings = workerData as SandboxSettings;
const port = parentPort;
if (!port) throw new Error("function-worker.ts runs in a worker thread of a Lambda sandbox only.");
const say = (message: SandboxMessage) => port.postMessage(message);

// Lambda runs a function with its code folder as the working directory; a thread can't change the process's own.
process.cwd = () => settings.folder;
const timers = settings.shared && SteppedTimers.install(settings.shared);
const codeNow = () => timers?.now() ?? performance.now();
runDateOn(settings.clock, timers);
const output = captureOutput(settings.logFormat, (text) => say({ type: "output", text }));
process.on("uncaughtException", (error) => say({ type: "crash", error: errorPayload(error) }));
process.on("unhandledRejection", (reason) => {
  const { errorMessage, trace } = errorPayload(reason);
  say({
    type: "crash",
    error: { errorType: "Runtime.UnhandledPromiseRejection", errorMessage, ...(trace ? { trace } : {}) },
  });
});

try {
  const handler = await loadHandler(settings);
  port.on("message", (message: HostMessage) => {
    if (message.type === "invoke") void answer(handler, message);
    else if (message.type === "wake") timers?.runDue();
    else void timers?.settle().then((wakeAt) => say({ type: "settled", turn: message.turn, wakeAt }));
  });
  say({ type: "ready" });
} catch (error) {
  say({ type: "crash", error: errorPayload(error) });
}

async function answer(handler: Handler, { requestId, payload, timeoutMs }: InvokeMessage): Promise<void> {
  output.requestId = requestId;
  const deadline = codeNow() + timeoutMs;
  try {
    const result = await handler(JSON.parse(payload), invocationContext(requestId, deadline));
    say({ type: "result", requestId, payload: JSON.stringify(result ?? null) });
  } catch (error) {
    const failure = errorPayload(error);
    console.error("Invoke Error", JSON.stringify({ ...failure, stack: failure.trace }));
    say({ type: "failure", requestId, error: failure });
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function invocationContext(requestId: string, deadline: number) {
  return {
    awsRequestId: requestId,
    functionName: settings.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: settings.functionArn,
    memoryLimitInMB: String(settings.memoryMb),
    logGroupName: settings.logGroup,
    logStreamName: settings.logStream,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - codeNow())),
  };
}

async function loadHandler({ handler, folder }: SandboxSettings): Promise<Handler> {
  const dot = handler.lastIndexOf(".");
  const module = path.resolve(folder, handler.slice(0, dot));
  const name = handler.slice(dot + 1);
  const file = HANDLER_EXTENSIONS.map((extension) => module + extension).find((candidate) => existsSync(candidate));
  if (!file) throw named("Runtime.ImportModuleError", `Error: Cannot find module '${handler.slice(0, dot)}'`);
  const exports: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href);
  const found = exports[name];
  if (typeof found !== "function") {
    throw named("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
  }
  // Node.js 24 on Lambda has no callback style: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
  if (found.length > 2) {
    throw named(
      "Runtime.CallbackHandlerDeprecated",
      `${handler} takes a callback; from Node.js 24 Lambda runs async handlers only`,
    );
  }
  return found as Handler;
}

function runDateOn({ startedAt, localStart, speed }: SandboxSettings["clock"], stepped?: SteppedTimers): void {
  if (!stepped && speed === 1 && localStart === startedAt) return;
  const realNow = Date.now.bind(Date);
  const now = () => Math.floor(stepped?.now() ?? localStart + (realNow() - startedAt) * speed);
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: (target) => new target(now()).toString(),
    get: (target, key, receiver) => (key === "now" ? now : Reflect.get(target, key, receiver)),
  });
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

function errorPayload(thrown: unknown): FunctionErrorPayload {
  if (!(thrown instanceof Error)) {
    return { errorType: typeof thrown, errorMessage: typeof thrown === "string" ? thrown : JSON.stringify(thrown) };
  }
  return { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack?.split("\n") ?? [] };
}
