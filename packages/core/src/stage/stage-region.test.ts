import { expect, test } from "vitest";
import { refuseOtherPartitions, StageRegionError } from "./stage-region.ts";

test.each(["us-east-1", "ap-southeast-7", "il-central-1", "mx-central-1"])("a stage can be in %s", (region) => {
  expect(() => refuseOtherPartitions(region)).not.toThrow();
});

test.each(["cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1", "eusc-de-east-1"])(
  "no stage can be in %s, and the sentence says what to do",
  (region) => {
    expect(() => refuseOtherPartitions(region)).toThrow(StageRegionError);
    expect(() => refuseOtherPartitions(region)).toThrow(
      `The region ${region} is not of the partition aws, for which the stage's policies and state machines are written (arn:aws:...). Choose another with AWS_REGION, such as us-east-1.`,
    );
  },
);
