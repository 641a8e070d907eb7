import { expect, test } from "vitest";
import { bytesInWords } from "./bytes-in-words.ts";
import { judgeSkew } from "./checks/clock-skew.ts";
import { type EncodingRow, judgeEncodings } from "./checks/encoding.ts";
import { judgeShares, type Shares } from "./checks/hot-keys.ts";
import { judgeKeys } from "./checks/key-case.ts";
import { trustedServices } from "./trusted-services.ts";

const EVEN: Shares = {
  record_count: 1_000,
  key_count: 20,
  top_key: "1001",
  top_key_shard: "shardId-000000000000",
  top_key_count: 50,
  top_shard: "shardId-000000000000",
  top_shard_count: 600,
};
const PLACE = { shard_id: "shardId-000000000000", sequence_number: "1", first_bytes: "1f8b0800" };

test("twenty keys on two shards are never even, and nothing to tell; on one shard nothing else is possible", () => {
  expect(judgeShares(EVEN, 2)).toEqual([]);
  expect(judgeShares({ ...EVEN, top_shard_count: 1_000 }, 1)).toEqual([]);
});

test("a shard with more than twice its part is told, and a key is told before its shard", () => {
  expect(judgeShares(EVEN, 4)).toMatchObject([
    { rule: "hot-shard", found: expect.stringContaining("shardId-000000000000 has 60 %") },
  ]);
  expect(judgeShares({ ...EVEN, top_key_count: 501, top_shard_count: 1_000 }, 4)).toMatchObject([
    { found: expect.stringContaining('"1001" has 50 %') },
  ]);
});

test("few records have no shares", () => {
  expect(judgeShares({ ...EVEN, record_count: 99, top_key_count: 99 }, 4)).toEqual([]);
});

test("records that can't be used are a problem once they are most of them, encoded ones never", () => {
  const row = (encoding: string, record_count: number): EncodingRow => ({ ...PLACE, encoding, record_count });
  const severities = (...rows: EncodingRow[]) => judgeEncodings(rows).map(({ severity }) => severity);
  expect(severities(row("json", 50), row("gzip", 50))).toEqual(["warning"]);
  expect(severities(row("json", 49), row("gzip", 51))).toEqual(["problem"]);
  expect(severities(row("base64", 100))).toEqual(["warning"]);
  expect(severities(row("json", 100))).toEqual([]);
});

test("other spellings of a reading's keys are told, a stranger's keys are not", () => {
  const row = (key: string) => ({ ...PLACE, key_text: `"${key}":`, record_count: 3 });
  expect(judgeKeys([row("sensorId"), row("Current_Temperature")])).toMatchObject([
    { found: expect.stringContaining('"sensorId" for sensor_id') },
    { found: expect.stringContaining('"Current_Temperature" for current_temperature') },
  ]);
  expect(judgeKeys([row("firmwareVersion")])).toEqual([]);
});

test("of many wrong clocks the worst are named and the others counted", () => {
  const sensor = (sensor_id: number) => ({
    sensor_id,
    record_count: 9,
    ahead_count: 9,
    behind_count: 0,
    most_ahead: sensor_id,
    least_ahead: 0,
  });
  const [finding, ...others] = judgeSkew(Array.from({ length: 7 }, (_, index) => sensor(1_001 + index)));
  expect(finding?.found).toMatch(/: sensor 1007 by up to 1007 s \(9 readings\); .*sensor 1003 .*, and 2 more\.$/);
  expect(others).toEqual([]);
});

test("only an allowed AssumeRole of a service is trust", () => {
  const policy = (...statements: object[]) => JSON.stringify({ Statement: statements });
  const Service = "redshift.amazonaws.com";
  const allowed = { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" };
  expect(trustedServices(policy(allowed))).toEqual([Service]);
  expect(trustedServices(JSON.stringify({ Statement: allowed }))).toEqual([Service]);
  expect(trustedServices(policy({ ...allowed, Effect: "Deny" }))).toEqual([]);
  expect(trustedServices(policy({ ...allowed, Action: "sts:TagSession" }))).toEqual([]);
  expect(trustedServices(policy({ ...allowed, Principal: { AWS: "*" } }))).toEqual([]);
  expect(trustedServices("{}")).toEqual([]);
});

test("bytes are told as text where they are text", () => {
  expect(bytesInWords("7b2261223a317d")).toBe('beginning with "{\\"a\\":1}"');
  expect(bytesInWords("F3899AC20A04")).toBe("beginning with the bytes f3899ac20a04");
  expect(bytesInWords("")).toBe("beginning with the bytes of nothing");
});
