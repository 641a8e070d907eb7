import type { Json } from "../definition.ts";

/** An AWS service that tasks call by `aws-sdk:<name>:<action>`. */
export interface SdkService {
  readonly signingName: string;
  /** What its errors begin with: `RedshiftData.ValidationException`. */
  readonly errorPrefix: string;
  /** Errors of its model; any other comes as `<prefix>.<prefix>Exception`, as the Java SDK behind Step Functions has it. */
  readonly errors: readonly string[];
  /** Step Functions writes all members in PascalCase; this gives the service's own names back where they differ. */
  readonly toService: (parameters: Readonly<Record<string, Json>>) => unknown;
}

const asIs = (parameters: Readonly<Record<string, Json>>) => parameters;

/** Services by their name in a Resource: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html */
export const SDK_SERVICES: Readonly<Record<string, SdkService>> = {
  redshiftdata: {
    signingName: "redshift-data",
    errorPrefix: "RedshiftData",
    // https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html#API_ExecuteStatement_Errors and its neighbours
    errors: [
      "ActiveSessionsExceededException",
      "ActiveStatementsExceededException",
      "BatchExecuteStatementException",
      "DatabaseConnectionException",
      "ExecuteStatementException",
      "InternalServerException",
      "QueryTimeoutException",
      "ResourceNotFoundException",
      "ValidationException",
    ],
    toService: ({ Parameters, ...rest }) => ({
      ...rest,
      ...(Array.isArray(Parameters) ? { Parameters: Parameters.map(sqlParameter) } : {}),
    }),
  },
  kinesis: {
    signingName: "kinesis",
    errorPrefix: "Kinesis",
    errors: [
      "AccessDeniedException",
      "ExpiredIteratorException",
      "InvalidArgumentException",
      "LimitExceededException",
      "ProvisionedThroughputExceededException",
      "ResourceInUseException",
      "ResourceNotFoundException",
      "ValidationException",
    ],
    toService: asIs,
  },
  cloudwatch: {
    signingName: "monitoring",
    errorPrefix: "CloudWatch",
    errors: [
      "InvalidParameterCombinationException",
      "InvalidParameterValueException",
      "MissingRequiredParameterException",
    ],
    toService: asIs,
  },
};

/** The one structure of the Data API whose members are in lower case: `{name, value}`. */
function sqlParameter(parameter: unknown): unknown {
  if (typeof parameter !== "object" || parameter === null) return parameter;
  const NAMES: Readonly<Record<string, string>> = { Name: "name", Value: "value" };
  return Object.fromEntries(
    Object.entries(parameter).map(([key, value]) => [NAMES[key] ?? `${key} (Name and Value are the members)`, value]),
  );
}
