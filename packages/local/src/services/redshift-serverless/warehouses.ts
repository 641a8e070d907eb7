import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Profile } from "@sensor-pipeline/redshift/catalog/refused-views";
import type { StoredStatement } from "@sensor-pipeline/redshift/data-api/stored-statement";
import { openRedshift, type Redshift } from "@sensor-pipeline/redshift/open-redshift";
import { ACCOUNT_ID } from "../../account.ts";
import { namespaceId } from "../../identifiers.ts";
import type { ServiceContext } from "../../service.ts";
import { kinesisAsRole } from "./kinesis-as-role.ts";
import { type KinesisEndpoint, kinesisAt } from "./kinesis-endpoint.ts";
import type { NamespaceState } from "./namespace-state.ts";
import type { ServerlessStore } from "./serverless-store.ts";
import { type KinesisCall, KinesisReader } from "./stream-reader.ts";

/** A prepared database, shared by every local AWS of this checkout. */
const CACHE_FOLDER = fileURLToPath(new URL("../../../../../node_modules/.cache/redshift", import.meta.url));

/** A workgroup with its namespace and the Redshift that is behind them. */
export interface Warehouse {
  readonly workgroupName: string;
  readonly namespace: NamespaceState;
  readonly redshift: Redshift;
}

export interface WarehousesOptions {
  /** Another Kinesis to read streams from. @default this local AWS' own, as the roles that are named */
  readonly kinesis?: KinesisEndpoint;
  /** Whose system views there are. @default "serverless" */
  readonly profile?: Profile;
  /** Refuses DELETE with a condition on streaming views. @default false */
  readonly refuseConditionalDelete?: boolean;
  /** From the start of one automatic refresh to the next. @default as soon as records can be read */
  readonly autoRefreshMs?: number;
}

/**
 * The Redshift of each namespace: opened when its workgroup is first asked for, because until then the roles it reads
 * streams with need not be there, and closed with the service.
 */
export class Warehouses {
  readonly #context: ServiceContext;
  readonly #store: ServerlessStore;
  readonly #options: WarehousesOptions;
  readonly #opened = new Map<string, Promise<Redshift>>();
  readonly #ready = new Map<string, Redshift>();
  readonly #failures = new Map<string, Error>();
  readonly #listeners: ((workgroupName: string, statement: StoredStatement) => void)[] = [];

  constructor(context: ServiceContext, store: ServerlessStore, options: WarehousesOptions) {
    this.#context = context;
    this.#store = store;
    this.#options = options;
  }

  /** Calls `listener` for every statement that ends. */
  onStatementEnded(listener: (workgroupName: string, statement: StoredStatement) => void): void {
    this.#listeners.push(listener);
  }

  /** By the workgroup's name or ARN. @throws {AwsError} ResourceNotFoundException; whatever the engine can't be opened for */
  async ofWorkgroup(nameOrArn: string): Promise<Warehouse> {
    const { name, namespaceName } = this.#store.workgroup(nameOrArn);
    const redshift = await this.#open(namespaceName);
    return { workgroupName: name, namespace: this.#store.namespace(namespaceName), redshift };
  }

  /** By the name of its database: of several, that of the workgroup made first; undefined when there is none. */
  async ofDatabase(name: string): Promise<Warehouse | undefined> {
    const workgroup = this.#store.workgroups.find(
      ({ namespaceName }) => this.#store.namespace(namespaceName).dbName === name,
    );
    return workgroup === undefined ? undefined : this.ofWorkgroup(workgroup.name);
  }

  /** Whether one is being opened, or its engine is at work. */
  get isBusy(): boolean {
    return this.#opened.size > this.#ready.size || [...this.#ready.values()].some((redshift) => redshift.isBusy());
  }

  /** Every Redshift that statements can run in by now. */
  get ready(): readonly Redshift[] {
    return [...this.#ready.values()];
  }

  /** Every Redshift that is open, or about to be. */
  async all(): Promise<readonly Redshift[]> {
    return Promise.all(this.#opened.values());
  }

  /** Whether statements can run; starts to open it when they can't. @throws why the last attempt failed, once */
  isReady(namespaceName: string): boolean {
    const failure = this.#failures.get(namespaceName);
    this.#failures.delete(namespaceName);
    if (failure !== undefined) throw failure;
    this.#open(namespaceName).catch(() => undefined);
    return this.#ready.has(namespaceName);
  }

  /** Closes a namespace's Redshift and deletes its data. */
  async remove(namespaceName: string): Promise<void> {
    await this.#close(namespaceName);
    await rm(this.#folderOf(namespaceName), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#opened.keys()].map((name) => this.#close(name)));
  }

  #open(namespaceName: string): Promise<Redshift> {
    const opened = this.#opened.get(namespaceName);
    if (opened) return opened;
    const opening = this.#start(namespaceName);
    this.#opened.set(namespaceName, opening);
    opening.then(
      (redshift) => this.#ready.set(namespaceName, redshift),
      // Whoever asks next hears why, and the one after tries again.
      (cause: unknown) => {
        this.#opened.delete(namespaceName);
        const why = cause instanceof Error ? cause.message : String(cause);
        const message = `The Redshift of ${namespaceName} can't be opened: ${why}`;
        this.#failures.set(namespaceName, new Error(message, { cause }));
      },
    );
    return opening;
  }

  #start(namespaceName: string): Promise<Redshift> {
    const { dbName, adminUsername } = this.#store.namespace(namespaceName);
    const { profile, refuseConditionalDelete = false, autoRefreshMs } = this.#options;
    return openRedshift({
      folder: this.#folderOf(namespaceName),
      cacheFolder: CACHE_FOLDER,
      databaseName: dbName,
      adminUser: adminUsername,
      identity: { account: ACCOUNT_ID, namespace: namespaceId(this.#context.region, namespaceName) },
      clock: this.#context.clock,
      ...(profile === undefined ? {} : { profile }),
      refuseConditionalDelete,
      ...(autoRefreshMs === undefined ? {} : { autoRefreshMs }),
      streamReaderFor: (roleArn, region) => new KinesisReader(this.#kinesisFor(roleArn, region)),
      associatedRoles: () => {
        const { iamRoles, defaultIamRoleArn } = this.#store.namespace(namespaceName);
        return { arns: iamRoles, ...(defaultIamRoleArn === undefined ? {} : { defaultArn: defaultIamRoleArn }) };
      },
      statementEnded: (statement) => {
        for (const listener of this.#listeners) listener(statement.workgroupName ?? "", statement);
      },
    });
  }

  #kinesisFor(roleArn: string, region: string | undefined): KinesisCall {
    const { kinesis } = this.#options;
    if (kinesis === undefined) return kinesisAsRole(this.#context, roleArn, region);
    return kinesisAt(kinesis, region ?? this.#context.region);
  }

  async #close(namespaceName: string): Promise<void> {
    const opened = this.#opened.get(namespaceName);
    this.#opened.delete(namespaceName);
    this.#ready.delete(namespaceName);
    const redshift = await opened?.catch(() => undefined);
    await redshift?.close();
  }

  #folderOf(namespaceName: string): string {
    return join(this.#context.folder, "redshift", namespaceName);
  }
}
