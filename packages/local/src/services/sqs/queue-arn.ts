import { ACCOUNT_ID, arnOf } from "../../account.ts";
import { AwsError } from "../../service.ts";

/** Letters, digits, hyphens and underscores: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const NAME = /^[\w-]{1,80}$/;

export function queueArn(region: string, name: string): string {
  return arnOf("sqs", region, name);
}

/** `<endpoint>/<account>/<name>`: clients send their requests to the host in it. */
export function queueUrl(endpoint: string, name: string): string {
  return `${endpoint.replace(/\/$/, "")}/${ACCOUNT_ID}/${name}`;
}

/**
 * The name at the end of a queue's URL, whatever host it has.
 * @throws {AwsError} InvalidAddress when there is none.
 */
export function nameInUrl(url: string): string {
  const name = /\/([^/]+)$/.exec(url)?.[1] ?? url;
  if (NAME.test(name)) return name;
  throw new AwsError("InvalidAddress", `The address ${url} is not valid for this endpoint.`, 404);
}

export function isQueueName(name: string): boolean {
  return NAME.test(name);
}
