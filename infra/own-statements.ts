/**
 * Looking at statements of the Data API. It knows no resource for these; the condition narrows them to what the very session
 * has sent, as AWS's policy AmazonRedshiftQueryEditor does
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_redshift-data.html).
 */
export function ownStatements(...actions: string[]) {
  return {
    actions: actions.map((action) => `redshift-data:${action}`),
    resources: ["*"],
    conditions: [
      {
        test: "StringEquals",
        variable: "redshift-data:statement-owner-iam-userid",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM.
        values: ["${aws:userid}"],
      },
    ],
  };
}
