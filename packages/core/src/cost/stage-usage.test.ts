import { expect, test } from "vitest";
import { settingsWith } from "../stage/stage-environment.ts";
import { defaultSettings } from "../stage/stage-settings.ts";
import { priced, type UsageLine } from "./cost-line.ts";
import { type PriceKey, priceList } from "./prices.ts";
import { type CostAssumptions, defaultAssumptions, monthlyUsage } from "./stage-usage.ts";

const US_EAST_1 = priceList("us-east-1");

/** US dollars a month of what has one of these prices. */
function monthly(stage: string, environment: Record<string, string>, prices: PriceKey[], given?: CostAssumptions) {
  const settings = settingsWith(defaultSettings(stage), environment);
  const usage = monthlyUsage(settings, given ?? defaultAssumptions(settings));
  return priced(
    usage.filter(({ price }) => prices.includes(price)),
    US_EAST_1,
  ).usd;
}

const ON = { PIPELINE_SCHEDULES: "on" };

test("a development stage that runs: 12 refreshes and 12 evaluations of a minute an hour, and one retention in six, at 4 RPU", () => {
  // 24 1/6 minutes of 60, at 4 RPU: 1.6111 RPU-hours an hour; 730 x 1.6111 = 1,176.1, and the limit of 8 a day is 243.3.
  const limited = monthly("dev", ON, ["rpuHour"]);
  expect(limited).toBeCloseTo((8 / 24) * 730 * 0.375, 6);
  const unlimited = monthly("dev", { ...ON, PIPELINE_DAILY_RPU_HOURS: "1000" }, ["rpuHour"]);
  expect(unlimited).toBeCloseTo(4 * ((24 + 1 / 6) / 60) * 730 * 0.375, 6);
});

test("a stage that Redshift refreshes by itself is awake all the time: 8 RPU are 3.00 an hour", () => {
  expect(monthly("production", {}, ["rpuHour"])).toBeCloseTo(3 * 730, 6);
});

test("evaluations every minute never let the workgroup sleep", () => {
  const everyMinute = { ...ON, PIPELINE_ALERTS_MINUTES: "1", PIPELINE_DAILY_RPU_HOURS: "1000" };
  expect(monthly("dev", everyMinute, ["rpuHour"])).toBeCloseTo(4 * 730 * 0.375, 6);
});

test("with its schedules off a stage uses no compute, and pays for what stands there", () => {
  const running: PriceKey[] = ["rpuHour", "lambdaRequests", "stateTransitions", "schedulerInvocations", "metricMonth"];
  expect(monthly("dev", {}, running)).toBe(0);
  // One shard 10.95, an endpoint in three zones 21.90, a secret 0.40.
  expect(monthly("dev", {}, ["shardHour", "endpointHour", "secretMonth"])).toBeCloseTo(10.95 + 21.9 + 0.4, 6);
});

test("a provisioned stream: shard-hours, kept longer by the shard, and units of 25 KB by the record", () => {
  const flow = { recordsPerSecond: 100, recordBytes: 30_000 };
  const stream = { ...ON, PIPELINE_SHARDS: "4", PIPELINE_RETENTION_HOURS: "48" };
  expect(monthly("dev", stream, ["shardHour"], flow)).toBeCloseTo(4 * 730 * 0.015, 6);
  expect(monthly("dev", stream, ["extendedShardHour"], flow)).toBeCloseTo(4 * 730 * 0.02, 6);
  // 100 x 2,628,000 s x 2 units = 525.6 million.
  expect(monthly("dev", stream, ["putPayloadUnits"], flow)).toBeCloseTo(525.6 * 0.014, 6);
});

test("an on-demand stream: the stream, and GB of records rounded up to whole KB, written and read once", () => {
  const flow = { recordsPerSecond: 1_000, recordBytes: 200 };
  const gb = (1_000 * 2_628_000 * 1024) / 1024 ** 3;
  expect(monthly("production", {}, ["onDemandStreamHour"], flow)).toBeCloseTo(0.04 * 730, 6);
  expect(monthly("production", {}, ["onDemandGbIn"], flow)).toBeCloseTo(gb * 0.08, 6);
  expect(monthly("production", {}, ["onDemandGbOut"], flow)).toBeCloseTo(gb * 0.04, 6);
  // Seven days are kept: six beyond the free one, of 1,000 x 200 bytes a second.
  const held = (1_000 * 200 * 3_600 * 144) / 1024 ** 3;
  expect(monthly("production", {}, ["onDemandExtendedGbMonth", "longTermGbMonth"], flow)).toBeCloseTo(held * 0.1, 6);
});

test("Lambda: two functions of 256 MB, one second a batch and three an evaluation", () => {
  // 43,800 batches and 8,760 evaluations a month: 43,800 + 26,280 seconds at a quarter of a GB.
  expect(monthly("dev", ON, ["lambdaGbSecond"])).toBeCloseTo(70_080 * 0.25 * 0.0000133334, 6);
  expect(monthly("dev", ON, ["lambdaRequests"])).toBeCloseTo(0.05256 * 0.2, 8);
});

test("an existing warehouse has neither compute nor secret nor endpoint of the stage's own", () => {
  const existing = {
    ...ON,
    PIPELINE_WORKGROUP: "analytics",
    PIPELINE_DATABASE: "dev",
    PIPELINE_ADMIN_SECRET_ARN: "arn:aws:secretsmanager:us-east-1:000000000000:secret:admin-AbCdEf",
    PIPELINE_READ_ROLE_ARN: "arn:aws:iam::000000000000:role/streams",
  };
  expect(monthly("dev", existing, ["rpuHour", "managedStorageGbMonth", "secretMonth", "endpointHour"])).toBe(0);
});

test("a price that is not known is named, not guessed, and the total is without it", () => {
  const usage: UsageLine[] = [
    { service: "Kinesis", item: "1 shard", quantity: 730, price: "shardHour" },
    { service: "Redshift Serverless", item: "4 RPU", quantity: 10, price: "rpuHour" },
    { service: "KMS", item: "customer key", quantity: 0, price: "keyMonth" },
  ];
  const cost = priced(usage, priceList("eu-west-1", { rpuHour: 0.4 }));
  expect(cost.usd).toBeCloseTo(4, 6);
  expect(cost.unknown).toEqual(["shardHour"]);
  expect(priced(usage, priceList("us-east-1", { rpuHour: 0.5 })).usd).toBeCloseTo(730 * 0.015 + 5, 6);
});
