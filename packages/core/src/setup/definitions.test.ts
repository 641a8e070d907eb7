import aslValidator from "asl-validator";
import { expect, test } from "vitest";
import { OWNER_MACHINES } from "./setup-fixture.ts";
import type { State } from "./states-language.ts";

for (const [name, definition] of Object.entries(OWNER_MACHINES)) {
  test(`The definition of ${name} is valid Amazon States Language within Step Functions' limits`, () => {
    const { isValid, errorsText } = aslValidator(JSON.parse(JSON.stringify(definition)), {
      checkPaths: true,
      checkArn: true,
    });
    expect(isValid, errorsText("\n")).toBe(true);
    // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: 1 MB; a state's name has 80 characters.
    expect(JSON.stringify(definition).length).toBeLessThan(1_000_000);
    for (const state of Object.keys(definition.States)) expect(state.length, state).toBeLessThanOrEqual(80);
  });

  test(`Every state of ${name} is reached, and every Task is retried and caught`, () => {
    const reached = new Set<string>();
    const visit = (state: string): void => {
      if (reached.has(state)) return;
      reached.add(state);
      const body = definition.States[state];
      expect(body, state).toBeDefined();
      if (body) for (const next of nextOf(body)) visit(next);
    };
    visit(definition.StartAt);
    expect([...reached].sort()).toEqual(Object.keys(definition.States).sort());
    for (const [state, body] of Object.entries(definition.States))
      if (body.Type === "Task") expect([body.Retry.length, body.Catch.length], state).toEqual([1, 1]);
  });

  test(`No intrinsic function of ${name} has what the two interpreters read differently inside a string`, () => {
    for (const template of intrinsics(definition.States))
      for (const [, quoted = ""] of template.matchAll(/'([^']*)'/g)) expect(quoted).not.toMatch(/[()\\]|\{[^}]|[^{]\}/);
  });
}

function nextOf(state: State): readonly string[] {
  if (state.Type === "Choice") return [...state.Choices.map(({ Next }) => Next), state.Default];
  const next = "Next" in state && state.Next ? [state.Next] : [];
  return state.Type === "Task" ? [...next, ...state.Catch.map(({ Next }) => Next)] : next;
}

function intrinsics(value: unknown): readonly string[] {
  if (typeof value === "string") return value.startsWith("States.") ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(intrinsics);
}
