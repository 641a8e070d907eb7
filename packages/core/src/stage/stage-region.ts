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
 * The same region, where a stage can be in it: said before anything is made, because elsewhere the network and the stream are made
 * before IAM refuses the first policy.
 * @throws {StageRegionError}
 */
export function stageRegion(region: string): string {
  if (OTHER_PARTITIONS.test(region)) throw new StageRegionError(region);
  return region;
}
