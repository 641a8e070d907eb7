import { expect, test } from "vitest";
import { CircuitBreaker } from "./circuit-breaker.ts";

function openBreaker() {
  const time = { now: 0 };
  const breaker = new CircuitBreaker({ failureThreshold: 3, coolDownMs: 1_000, now: () => time.now });
  for (let request = 0; request < 3; request += 1) breaker.fail();
  return { breaker, time };
}

test("a circuit stays closed while failures are not in a row", () => {
  const breaker = new CircuitBreaker({ failureThreshold: 2, now: () => 0 });
  for (let request = 0; request < 10; request += 1) {
    breaker.fail();
    breaker.succeed();
  }
  expect(breaker.state).toBe("closed");
  expect(breaker.tryPass()).toBe(true);
});

test("an open circuit lets nothing pass before its cool-down is over", () => {
  const { breaker, time } = openBreaker();
  time.now = 999;
  expect(breaker.state).toBe("open");
  expect(breaker.tryPass()).toBe(false);
});

test("a half-open circuit lets one request pass at a time", () => {
  const { breaker, time } = openBreaker();
  time.now = 1_000;
  expect([breaker.tryPass(), breaker.tryPass()]).toEqual([true, false]);
  breaker.release();
  expect(breaker.tryPass()).toBe(true);
});

test("one more failure opens a half-open circuit for another cool-down", () => {
  const { breaker, time } = openBreaker();
  time.now = 1_500;
  expect(breaker.tryPass()).toBe(true);
  breaker.fail();
  expect(breaker.state).toBe("open");
  time.now = 2_499;
  expect(breaker.state).toBe("open");
  time.now = 2_500;
  expect(breaker.state).toBe("half-open");
});

test("a success closes a half-open circuit and forgets the failures", () => {
  const { breaker, time } = openBreaker();
  time.now = 1_000;
  breaker.tryPass();
  breaker.succeed();
  expect([breaker.state, breaker.consecutiveFailures]).toEqual(["closed", 0]);
});
