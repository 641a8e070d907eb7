/** One resource as SST's components registered it: Pulumi's type token, its logical name and its inputs. */
export interface GraphResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly parent?: string;
  readonly custom: boolean;
  /** A provider of its own, whose region and tags are not the stage's. */
  readonly provider?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What other resources saw of it: the inputs with `id`, `arn` and the like. */
  readonly state: Readonly<Record<string, unknown>>;
  /** URNs of the resources it was made with, and of those it was told to wait for: it is removed before them. */
  readonly dependencies: readonly string[];
  /** Inputs that count when it is made and never again. */
  readonly ignoreChanges?: readonly string[];
  readonly retainOnDelete: boolean;
  readonly protect: boolean;
}

/** What `sst deploy` would apply to one stage: evaluated by the real SST CLI, offline. */
export interface Graph {
  readonly app: { readonly name: string; readonly stage: string; readonly removal: string; readonly protect: boolean };
  readonly region: string;
  /** Tags that the AWS provider gives to every resource that takes tags, besides the resource's own. */
  readonly defaultTags: Readonly<Record<string, string>>;
  /** In an order in which each resource comes after what it refers to. */
  readonly resources: readonly GraphResource[];
  /** What `run()` returned. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /**
   * Folder of the built bundle (what the function's zip holds) of each Lambda function, by the logical name of its
   * `aws:lambda/function:Function` resource, for example `ProducerFunction`.
   */
  readonly bundles: Readonly<Record<string, string>>;
}
