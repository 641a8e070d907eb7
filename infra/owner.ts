import { names } from "./stage.ts";
import { trustForThisAccount } from "./trust.ts";
import { warehouse } from "./warehouse.ts";

/**
 * The role of every state machine that does what only an owner may: it signs in as the warehouse's admin by its secret,
 * and nobody else may read that. A statement can be looked at only by the role that ran it, so they share this one.
 */
export const ownerRole = new aws.iam.Role("OwnerRole", {
  name: names.ownerRole,
  assumeRolePolicy: trustForThisAccount("states.amazonaws.com"),
  inlinePolicies: [
    {
      name: "run-statements-as-admin",
      policy: aws.iam.getPolicyDocumentOutput({
        statements: [
          {
            actions: ["redshift-data:ExecuteStatement", "redshift-data:BatchExecuteStatement"],
            resources: [warehouse.arn],
          },
          // The Data API knows no resource for these, and lets a role see its own statements only. Its condition
          // redshift-data:statement-owner-iam-userid is for one session of a role, and no page says that Step Functions
          // keeps one from task to task (https://docs.aws.amazon.com/service-authorization/latest/reference/list_redshift-data.html).
          { actions: ["redshift-data:DescribeStatement", "redshift-data:GetStatementResult"], resources: ["*"] },
          { actions: ["secretsmanager:GetSecretValue"], resources: [warehouse.adminSecretArn] },
          // What a state machine needs to log at all (https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html);
          // none of it knows a resource or a condition
          // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html).
          {
            actions: [
              "logs:CreateLogDelivery",
              "logs:GetLogDelivery",
              "logs:UpdateLogDelivery",
              "logs:DeleteLogDelivery",
              "logs:ListLogDeliveries",
              "logs:PutResourcePolicy",
              "logs:DescribeResourcePolicies",
              "logs:DescribeLogGroups",
            ],
            resources: ["*"],
          },
        ],
      }).json,
    },
  ],
});
