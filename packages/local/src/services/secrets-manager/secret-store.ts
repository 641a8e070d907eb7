import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { arnOf } from "../../account.ts";
import type { LocalClock } from "../../clock.ts";
import { stableHex } from "../../identifiers.ts";
import { AwsError } from "../../service.ts";
import { readJsonFile, writeJsonFile } from "../json-file.ts";

const secretSchema = z.strictObject({
  name: z.string(),
  arn: z.string(),
  description: z.string().optional(),
  kmsKeyId: z.string().optional(),
  secretString: z.string().optional(),
  /** Base64. */
  secretBinary: z.string().optional(),
  versionId: z.string(),
  createdAt: z.number(),
  changedAt: z.number(),
  tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })),
  /** The service that looks after it: `redshift-serverless`. */
  owningService: z.string().optional(),
});

export type Secret = Readonly<z.infer<typeof secretSchema>>;

/** The secrets of the account, one version each, kept in a file. */
export class SecretStore {
  readonly #path: string;
  readonly #clock: LocalClock;
  readonly #region: string;
  readonly #secrets: Map<string, Secret>;

  private constructor(path: string, clock: LocalClock, region: string, secrets: readonly Secret[]) {
    this.#path = path;
    this.#clock = clock;
    this.#region = region;
    this.#secrets = new Map(secrets.map((secret) => [secret.name, secret]));
  }

  static async open(folder: string, clock: LocalClock, region: string): Promise<SecretStore> {
    const path = join(folder, "secrets-manager", "secrets.json");
    const kept = z.array(secretSchema).parse((await readJsonFile(path)) ?? []);
    return new SecretStore(path, clock, region, kept);
  }

  /** The ARN a secret of that name has: AWS adds six characters of its own. */
  arnOf(name: string): string {
    return arnOf("secretsmanager", this.#region, `secret:${name}-${stableHex("secret", name, 6)}`);
  }

  /** @throws {AwsError} ResourceExistsException */
  async create(
    given: Omit<Secret, "arn" | "createdAt" | "changedAt" | "versionId"> & { readonly versionId?: string },
  ): Promise<Secret> {
    if (this.#secrets.has(given.name)) {
      throw new AwsError(
        "ResourceExistsException",
        `The operation failed because the secret ${given.name} already exists.`,
      );
    }
    const now = this.#clock.now();
    const secret: Secret = {
      ...given,
      arn: this.arnOf(given.name),
      versionId: given.versionId ?? randomUUID(),
      createdAt: now,
      changedAt: now,
    };
    this.#secrets.set(secret.name, secret);
    await this.#save();
    return secret;
  }

  /** By name, or by ARN with or without the six characters. @throws {AwsError} ResourceNotFoundException */
  get(id: string): Secret {
    const name = id.startsWith("arn:") ? id.split(":").slice(6).join(":") : id;
    const found = this.#secrets.get(name) ?? this.list().find(({ arn }) => arn === id);
    if (found) return found;
    throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  async delete(id: string): Promise<Secret> {
    const secret = this.get(id);
    this.#secrets.delete(secret.name);
    await this.#save();
    return secret;
  }

  list(): readonly Secret[] {
    return [...this.#secrets.values()];
  }

  async #save(): Promise<void> {
    await writeJsonFile(this.#path, this.list());
  }
}
