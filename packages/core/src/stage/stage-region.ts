/**
 * Regions beside the partition `aws`: China, GovCloud, those of the intelligence community, the European sovereign cloud.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html , https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const OTHER_PARTITIONS = /^(cn|us-gov|us-iso[a-z]?|eu-isoe|eusc)-/;

/** A stage can't be deployed to that region. */
export class StageRegionError extends Error {
  override readonly name = "StageRegionError";
  constructor(region: string) {
    super(
      `The region ${region} is not of the partition aws, for which the stage's policies and state machines are written (arn:aws:...). Choose another with AWS_REGION, such as us-east-1.`,
    );
  }
}

/**
 * Refuses a region that no stage can be in, before anything is made: there the network and the stream would be made before IAM
 * refuses the first policy.
 * @throws {StageRegionError}
 */
export function refuseOtherPartitions(region: string): void {
  if (OTHER_PARTITIONS.test(region)) throw new StageRegionError(region);
}
