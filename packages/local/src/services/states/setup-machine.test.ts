import { FakeWarehouse } from "@sensor-pipeline/core/setup/fake-warehouse";
import { SETUP_OBJECTS } from "@sensor-pipeline/core/setup/setup-files";
import { setupMachine } from "@sensor-pipeline/core/setup/setup-fixture";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { LocalClock } from "../../clock.ts";
import type { RunningService } from "../../service.ts";
import { fakeContext, type RecordedCall, run } from "../service-under-test.ts";
import { createStatesService } from "./index.ts";

const FASTEST = 600;
const TIMEOUT_MS = 60_000;

const callInput = z.record(z.string(), z.unknown());

let service: RunningService | undefined;
afterEach(() => service?.close());

test(
  "the set-up machine of sql/ runs here as it is deployed: every object made once, and found the second time",
  async () => {
    const warehouse = new FakeWarehouse();
    const answer = ({ operation, input }: RecordedCall) =>
      warehouse.call(operation.charAt(0).toLowerCase() + operation.slice(1), callInput.parse(input));
    const { context } = fakeContext({ clock: new LocalClock(FASTEST), answer });
    const states = createStatesService(context);
    service = states;
    const { stateMachineArn } = await run<{ stateMachineArn: string }>(states, "CreateStateMachine", {
      name: "setup",
      roleArn: "arn:aws:iam::000000000000:role/owner",
      definition: JSON.stringify(setupMachine()),
    });
    const execute = async () => {
      const { executionArn } = await run<{ executionArn: string }>(states, "StartExecution", { stateMachineArn });
      return await vi.waitFor(
        async () => {
          const end = await run<{ status: string; output?: string; cause?: string }>(states, "DescribeExecution", {
            executionArn,
          });
          expect(end.status).not.toBe("RUNNING");
          expect(end.cause).toBeUndefined();
          return z
            .looseObject({ created: z.array(z.string()), existed: z.array(z.string()) })
            .parse(JSON.parse(end.output ?? ""));
        },
        { timeout: TIMEOUT_MS },
      );
    };

    const names = [...SETUP_OBJECTS.map(({ name }) => name), "sensor_records_archive"];
    expect(await execute()).toMatchObject({ created: names, existed: [] });
    expect(await execute()).toMatchObject({ created: [], existed: names });
  },
  TIMEOUT_MS,
);
