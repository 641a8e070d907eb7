import { z } from "zod";
import { ACCOUNT_ID } from "../../../account.ts";
import type { Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { invalidArgument, nameOf, streamFields } from "../stream-input.ts";

const input = z.strictObject({ ...streamFields, RetentionPeriodHours: z.number().int().min(24).max(8760) });

type Direction = "increase" | "decrease";

const OPPOSITE: Readonly<Record<Direction, { readonly adjective: string; readonly operation: string }>> = {
  increase: { adjective: "shorter", operation: "DecreaseStreamRetentionPeriod" },
  decrease: { adjective: "longer", operation: "IncreaseStreamRetentionPeriod" },
};

/**
 * IncreaseStreamRetentionPeriod and DecreaseStreamRetentionPeriod.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html
 */
export function changeRetention(kinesis: KinesisContext, direction: Direction): Operation<z.infer<typeof input>> {
  const { store } = kinesis;
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = store.changeable(nameOf(request));
      const current = stream.settings.retentionHours;
      const wanted = request.RetentionPeriodHours;
      if (direction === "increase" ? wanted < current : wanted > current) {
        const { adjective, operation } = OPPOSITE[direction];
        throw invalidArgument(
          `Requested retention period (${wanted} hours) for stream ${stream.name} under account ${ACCOUNT_ID} can not be ${adjective} than existing retention period (${current} hours). Use ${operation} instead.`,
        );
      }
      stream.change({ retentionHours: wanted });
      stream.trim(store.now());
      store.begin(stream, "UPDATING");
    },
  };
}
