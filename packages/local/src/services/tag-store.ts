import { AwsError } from "../service.ts";

/** AWS's limit of tags on one resource: https://docs.aws.amazon.com/tag-editor/latest/userguide/reference.html */
const MAXIMUM_TAGS = 50;

/** Tags of one service's resources, by ARN; they go when the resource goes. */
export class TagStore {
  readonly #tags = new Map<string, Map<string, string>>();
  readonly #tooMany: string;

  /** @param tooMany what the service calls the error of too many tags */
  constructor(tooMany = "TooManyTagsException") {
    this.#tooMany = tooMany;
  }

  /** @throws {AwsError} when the resource would have more than 50. */
  add(arn: string, tags: Readonly<Record<string, string>>): void {
    const all = new Map([...(this.#tags.get(arn) ?? []), ...Object.entries(tags)]);
    if (all.size > MAXIMUM_TAGS)
      throw new AwsError(this.#tooMany, `A resource can have ${MAXIMUM_TAGS} tags, not ${all.size}.`);
    this.#tags.set(arn, all);
  }

  remove(arn: string, keys: readonly string[]): void {
    for (const key of keys) this.#tags.get(arn)?.delete(key);
  }

  of(arn: string): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#tags.get(arn) ?? []);
  }

  forget(arn: string): void {
    this.#tags.delete(arn);
  }
}

/** `[{Key, Value}]` as a record, and back. */
export function tagRecord(
  tags: readonly { readonly Key: string; readonly Value: string }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

export function tagList(
  tags: Readonly<Record<string, string>>,
): readonly { readonly Key: string; readonly Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
