import { join } from "node:path";
import { namespaceArn, namespaceId, workgroupArn } from "../../identifiers.ts";
import { AwsError } from "../../service.ts";
import { readJsonFile, writeJsonFile } from "../json-file.ts";
import {
  type NamespaceState,
  type ServerlessState,
  serverlessState,
  type UsageLimitState,
  type WorkgroupState,
} from "./namespace-state.ts";

/** Namespaces, workgroups and usage limits of the account, kept in a file. */
export class ServerlessStore {
  readonly region: string;
  readonly #path: string;
  #state: ServerlessState;

  private constructor(path: string, region: string, state: ServerlessState) {
    this.#path = path;
    this.region = region;
    this.#state = state;
  }

  static async open(folder: string, region: string): Promise<ServerlessStore> {
    const path = join(folder, "redshift-serverless.json");
    const kept = (await readJsonFile(path)) ?? { namespaces: [], workgroups: [], usageLimits: [] };
    return new ServerlessStore(path, region, serverlessState.parse(kept));
  }

  get namespaces(): readonly NamespaceState[] {
    return this.#state.namespaces;
  }

  get workgroups(): readonly WorkgroupState[] {
    return this.#state.workgroups;
  }

  get usageLimits(): readonly UsageLimitState[] {
    return this.#state.usageLimits;
  }

  /** @throws {AwsError} ResourceNotFoundException */
  namespace(name: string): NamespaceState {
    return found(
      this.namespaces.find((namespace) => namespace.name === name),
      `The namespace ${name} does not exist.`,
    );
  }

  /** By name or ARN. @throws {AwsError} ResourceNotFoundException */
  workgroup(nameOrArn: string): WorkgroupState {
    return found(
      this.workgroups.find(({ name }) => name === nameOrArn || workgroupArn(this.region, name) === nameOrArn),
      `The workgroup ${nameOrArn} does not exist.`,
    );
  }

  /** @throws {AwsError} ResourceNotFoundException */
  usageLimit(id: string): UsageLimitState {
    return found(
      this.usageLimits.find((limit) => limit.id === id),
      `The usage limit ${id} does not exist.`,
    );
  }

  async putNamespace(namespace: NamespaceState): Promise<void> {
    await this.#save({ namespaces: [...this.namespaces.filter(({ name }) => name !== namespace.name), namespace] });
  }

  async deleteNamespace(name: string): Promise<void> {
    await this.#save({ namespaces: this.namespaces.filter((namespace) => namespace.name !== name) });
  }

  async putWorkgroup(workgroup: WorkgroupState): Promise<void> {
    await this.#save({ workgroups: [...this.workgroups.filter(({ name }) => name !== workgroup.name), workgroup] });
  }

  async deleteWorkgroup(name: string): Promise<void> {
    const arn = workgroupArn(this.region, name);
    await this.#save({
      workgroups: this.workgroups.filter((workgroup) => workgroup.name !== name),
      usageLimits: this.usageLimits.filter(({ resourceArn }) => resourceArn !== arn),
    });
  }

  async putUsageLimit(limit: UsageLimitState): Promise<void> {
    await this.#save({ usageLimits: [...this.usageLimits.filter(({ id }) => id !== limit.id), limit] });
  }

  async deleteUsageLimit(id: string): Promise<void> {
    await this.#save({ usageLimits: this.usageLimits.filter((limit) => limit.id !== id) });
  }

  async #save(change: Partial<ServerlessState>): Promise<void> {
    this.#state = { ...this.#state, ...change };
    await writeJsonFile(this.#path, this.#state);
  }
}

/** What the operations answer with. */
export function describeNamespace(region: string, namespace: NamespaceState) {
  return {
    namespaceName: namespace.name,
    namespaceArn: namespaceArn(region, namespace.name),
    namespaceId: namespaceId(region, namespace.name),
    status: "AVAILABLE",
    // This service alone sends its dates as RFC 3339 text, as its SDK model says.
    creationDate: new Date(namespace.createdAt).toISOString(),
    dbName: namespace.dbName,
    adminUsername: namespace.adminUsername,
    adminPasswordSecretArn: namespace.adminPasswordSecretArn,
    iamRoles: namespace.iamRoles,
    defaultIamRoleArn: namespace.defaultIamRoleArn,
    kmsKeyId: namespace.kmsKeyId ?? "AWS_OWNED_KMS_KEY",
    logExports: namespace.logExports,
  };
}

export function describeUsageLimit(limit: UsageLimitState) {
  const { id, ...settings } = limit;
  return {
    usageLimitId: id,
    usageLimitArn: limit.resourceArn.replace(/:workgroup\/.*$/, `:usagelimit/${id}`),
    ...settings,
  };
}

function found<Item>(item: Item | undefined, message: string): Item {
  if (item === undefined) throw new AwsError("ResourceNotFoundException", message);
  return item;
}
