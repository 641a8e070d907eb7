import { CommandError } from "../../command/command-error.ts";
import type { Check } from "../check.ts";
import { PAGES } from "../pages.ts";

/** Everything else is looked at as the stage's reader. */
export const reader: Check = {
  id: "reader",
  needs: [],
  async run({ takeOnReader, identity, names }) {
    try {
      await takeOnReader();
      return [];
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      const { arn, partition, account } = await identity();
      const role = `arn:${partition}:iam::${account}:role/${names.readerRole}`;
      return [
        {
          rule: "reader-not-taken-on",
          severity: "problem",
          found: `${arn} can't take on the role ${names.readerRole}.`,
          matters: "Whoever looks at the stage does it as that role: nothing else can be looked at.",
          mend: `Give ${arn} a policy with {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"${role}"}; or, where the stage is not deployed in account ${account}: npx sst deploy --stage ${names.stage}`,
          source: PAGES.assumeRole,
          blocks: true,
        },
      ];
    }
  },
};
