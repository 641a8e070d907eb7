import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Outcome } from "../outcome.ts";
import { appOfBundle } from "./app-of-bundle.ts";
import { plain } from "./plain.ts";
import { loadPulumiSdk } from "./pulumi-sdk.ts";
import { createRecording } from "./recording-monitor.ts";

/**
 * Stands where the SST CLI keeps `pulumi`, and understands the three commands it gives: `version`, `stack init` and
 * `preview`. A preview runs the very bundle the CLI made of sst.config.ts, with the platform's own Pulumi SDK.
 */

/** After a first error Pulumi may wait for ever for what will not come; others that belong to it come at once. */
const AFTER_ERROR_MS = 300;
const TIMEOUT_MS = 60_000;
const SETTLED_MS = 50;

const [command = "", ...parameters] = process.argv.slice(2);
if (command === "version") console.log(`v${required("STAND_IN_PULUMI_VERSION")}`);
else if (command === "stack" && parameters[0] === "init") initStack(parameters[1] ?? "");
else if (command === "preview") await preview();
else {
  console.error(`pulumi ${process.argv.slice(2).join(" ")} has no meaning in an offline evaluation`);
  process.exit(1);
}

function initStack(name: string): void {
  const [, project = "", stack = ""] = name.split("/");
  const checkpoint = {
    stack: name,
    latest: {
      manifest: { time: new Date(0).toISOString(), magic: "", version: required("STAND_IN_PULUMI_VERSION") },
      resources: [],
    },
  };
  const file = path.join(backend(), ".pulumi/stacks", project, `${stack}.json`);
  writeFileSync(file, JSON.stringify({ version: 3, checkpoint }));
}

async function preview(): Promise<never> {
  const bundle = /^main: (.*)$/m.exec(readFileSync(path.join(backend(), "Pulumi.yaml"), "utf8"))?.[1] ?? "";
  const [, project = "", stack = ""] = flag("--stack").split("/");
  const folder = required("STAND_IN_PROJECT");
  const app = appOfBundle(readFileSync(bundle, "utf8"));
  const sdk = loadPulumiSdk(bundle);
  const recording = createRecording(sdk, { project, stack, folder, region: required("STAND_IN_REGION") });
  await sdk.runtime.setMocks(recording.mocks, project, stack, false, "organization");
  sdk.setMockOptions(recording.monitor, project, stack, false, "organization");
  sdk.runtime.setAllConfig(configuration());

  const errors: Error[] = [];
  const { promise: failed, resolve: fail } = Promise.withResolvers<void>();
  const onError = (thrown: unknown) => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (!errors.some(({ message }) => message === error.message)) errors.push(error);
    setTimeout(fail, AFTER_ERROR_MS);
  };
  process.on("unhandledRejection", onError);
  process.on("uncaughtException", onError);
  setTimeout(
    () => onError(new Error(`The configuration was not evaluated within ${TIMEOUT_MS / 1000} s.`)),
    TIMEOUT_MS,
  );

  let outputs: Record<string, unknown> = {};
  const program = async () => {
    outputs =
      (await sdk.runtime.runInPulumiStack(async () => (await import(pathToFileURL(bundle).href)).default)) ?? {};
    await sdk.runtime.disconnect();
    for (let before = -1; before !== recording.activity(); await delay(SETTLED_MS)) before = recording.activity();
    if (errors.length > 0) await failed;
  };
  await Promise.race([
    program()
      .catch(onError)
      .then(() => (errors.length > 0 ? failed : undefined)),
    failed,
  ]);

  // SST adds the stage's protection to what run() returned, for its own state.
  const { _protect, ...returned } = outputs;
  const outcome: Outcome = {
    app,
    defaultTags: defaultTags(configuration()),
    resources: recording.resources,
    outputs: plain(returned, folder) as Record<string, unknown>,
    errors: errors.map(({ name, message, stack: trace }) => ({ name, message, stack: trace })),
  };
  writeFileSync(required("STAND_IN_OUTCOME"), JSON.stringify(outcome));
  reportEvents(outcome);
  process.exit(errors.length > 0 ? 1 : 0);
}

/** The event log is what the CLI waits for; only its end and the errors matter to it here. */
function reportEvents({ errors, resources }: Outcome): void {
  const events = [
    ...errors.map(({ message }) => ({ diagnosticEvent: { severity: "error", message, color: "never" } })),
    {
      summaryEvent: {
        maybeCorrupt: false,
        durationSeconds: 0,
        resourceChanges: { create: resources.length },
        PolicyPacks: {},
      },
    },
  ];
  const lines = events.map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 0, ...event })}\n`);
  appendFileSync(flag("--event-log"), lines.join(""));
}

function configuration(): Record<string, string> {
  const values = parameters.filter((_, place) => parameters[place - 1] === "--config");
  return Object.fromEntries(
    values.map((value) => [value.slice(0, value.indexOf("=")), value.slice(value.indexOf("=") + 1)]),
  );
}

/** What the CLI configures the AWS provider with: the app's and the stage's tags. */
function defaultTags({ "aws:defaultTags": given = "{}" }: Record<string, string>): Record<string, string> {
  return (JSON.parse(given) as { tags?: Record<string, string> }).tags ?? {};
}

function flag(name: string): string {
  const place = parameters.indexOf(name);
  const value = parameters[place + 1];
  if (place < 0 || value === undefined) throw new Error(`The SST CLI called pulumi ${command} without ${name}`);
  return value;
}

function backend(): string {
  return required("PULUMI_BACKEND_URL").replace("file://", "");
}

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: this program is run by the SST CLI, through evaluate.ts only`);
  return value;
}
