import { AwsError } from "../../service.ts";

/**
 * Calls a second of an account in a Region, which can't be raised.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/amazon-redshift-limits.html#data-api-quotas-account
 */
const RATES: Readonly<Record<string, number>> = {
  ExecuteStatement: 30,
  BatchExecuteStatement: 20,
  DescribeStatement: 100,
  GetStatementResult: 20,
  GetStatementResultV2: 20,
  CancelStatement: 3,
  ListStatements: 3,
  ListDatabases: 3,
  ListSchemas: 3,
  ListTables: 3,
  DescribeTable: 3,
};

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Counts the calls of each operation: a second's worth may come at once, and each operation has its own. */
export class CallRates {
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param now milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws {AwsError} ThrottlingException */
  count(operation: string): void {
    const rate = RATES[operation];
    if (rate === undefined) return;
    const now = this.#now();
    const bucket = this.#buckets.get(operation) ?? { tokens: rate, filledAt: now };
    bucket.tokens = Math.min(rate, bucket.tokens + ((now - bucket.filledAt) / 1000) * rate);
    bucket.filledAt = now;
    this.#buckets.set(operation, bucket);
    if (bucket.tokens < 1) throw new AwsError("ThrottlingException", "Rate exceeded");
    bucket.tokens -= 1;
  }
}
