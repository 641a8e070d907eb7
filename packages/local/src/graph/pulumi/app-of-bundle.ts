import { runInNewContext } from "node:vm";

/** The CLI writes what app() returned into the bundle as a literal: there is no other way to see `removal` and `protect`. */
const APP_LITERAL = /define_app_default = (\{.*\});$/m;

export interface EvaluatedApp {
  readonly name: string;
  readonly stage: string;
  readonly removal: string;
  readonly protect: boolean;
}

/** @throws {Error} when the bundle has no such literal: SST's bundling has changed. */
export function appOfBundle(text: string): EvaluatedApp {
  const literal = APP_LITERAL.exec(text)?.[1];
  if (literal === undefined) {
    throw new Error("The bundle of sst.config.ts holds no $app literal: this version of SST bundles another way.");
  }
  const { name, stage, removal, protect } = runInNewContext(`(${literal})`) as EvaluatedApp;
  return { name, stage, removal, protect };
}
