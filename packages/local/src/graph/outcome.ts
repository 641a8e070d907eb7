import type { GraphResource } from "./graph.ts";

/** What the stand-in for pulumi saw of one evaluation, handed back as JSON. */
export interface Outcome {
  readonly app: { readonly name: string; readonly stage: string; readonly removal: string; readonly protect: boolean };
  readonly defaultTags: Readonly<Record<string, string>>;
  readonly resources: readonly GraphResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly errors: readonly { readonly name: string; readonly message: string; readonly stack?: string | undefined }[];
}
