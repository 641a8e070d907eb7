import { randomBytes } from "node:crypto";
import { AwsError, type Caller } from "../service.ts";
import type { Credentials } from "./identity.ts";

/** AWS's temporary keys begin with ASIA; this tells ours apart, so that one of an earlier run is not taken for a person's. */
const ISSUED_PREFIX = "ASIALOCAL";
const KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** The oldest are forgotten beyond this; a stage's functions and roles need some dozens. */
const MAXIMUM_KEYS = 10_000;

interface IssuedKey extends Credentials {
  readonly caller: Caller;
  /** Milliseconds since the epoch, in local time. */
  readonly expiresAt: number;
}

/** Access keys this local AWS gave out. `now` is in local milliseconds. */
export class IssuedKeys {
  readonly #now: () => number;
  readonly #byId = new Map<string, IssuedKey>();
  readonly #lastingByArn = new Map<string, IssuedKey>();

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(caller: Caller, durationSeconds: number | undefined): Credentials {
    const lasting = durationSeconds === undefined ? this.#lastingByArn.get(caller.arn) : undefined;
    if (lasting && this.#byId.has(lasting.accessKeyId)) return credentialsOf(lasting);
    const key: IssuedKey = {
      accessKeyId: ISSUED_PREFIX + randomKeyText(11),
      secretAccessKey: randomBytes(30).toString("base64"),
      sessionToken: randomBytes(96).toString("base64"),
      caller,
      expiresAt: durationSeconds === undefined ? Number.POSITIVE_INFINITY : this.#now() + durationSeconds * 1000,
    };
    this.#byId.set(key.accessKeyId, key);
    if (durationSeconds === undefined) this.#lastingByArn.set(caller.arn, key);
    this.#forgetOldest();
    return credentialsOf(key);
  }

  find(accessKeyId: string): IssuedKey | undefined {
    return this.#byId.get(accessKeyId);
  }

  /**
   * Who signs with an issued key; undefined for a key that is not of this kind.
   * @throws {AwsError} ExpiredTokenException, UnrecognizedClientException.
   */
  callerOf(accessKeyId: string): Caller | undefined {
    const key = this.#byId.get(accessKeyId);
    if (!key && accessKeyId.startsWith(ISSUED_PREFIX)) {
      throw new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.", 403);
    }
    if (key && key.expiresAt <= this.#now()) {
      throw new AwsError("ExpiredTokenException", "The security token included in the request is expired", 403);
    }
    return key?.caller;
  }

  #forgetOldest(): void {
    for (const [id, key] of this.#byId) {
      if (this.#byId.size <= MAXIMUM_KEYS) return;
      this.#byId.delete(id);
      if (this.#lastingByArn.get(key.caller.arn) === key) this.#lastingByArn.delete(key.caller.arn);
    }
  }
}

function credentialsOf({ accessKeyId, secretAccessKey, sessionToken }: IssuedKey): Credentials {
  return { accessKeyId, secretAccessKey, sessionToken };
}

function randomKeyText(length: number): string {
  return Array.from(randomBytes(length), (byte) => KEY_ALPHABET[byte % KEY_ALPHABET.length]).join("");
}
