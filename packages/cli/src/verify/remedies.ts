import type { StageNames } from "@sensor-pipeline/core/names";
import type { ResourceKind, StageResource } from "@sensor-pipeline/core/stage/stage-resources";
import { type PersonIdentity, stateMachineArn } from "../target/identity.ts";

/** The AWS CLI's command that removes one resource, for what `sst remove` has left. */
export function removeCommand(
  { scheduleGroup }: StageNames,
  { kind, name }: StageResource,
  identity: PersonIdentity,
): string {
  const { partition, region, account } = identity;
  const commands: Readonly<Record<ResourceKind, string>> = {
    stream: `kinesis delete-stream --stream-name ${name}`,
    workgroup: `redshift-serverless delete-workgroup --workgroup-name ${name}`,
    namespace: `redshift-serverless delete-namespace --namespace-name ${name}`,
    "state machine": `stepfunctions delete-state-machine --state-machine-arn ${stateMachineArn(identity, name)}`,
    function: `lambda delete-function --function-name ${name}`,
    "schedule group": `scheduler delete-schedule-group --name ${name}   (and the schedules that are in it)`,
    schedule: `scheduler delete-schedule --group-name ${scheduleGroup} --name ${name}`,
    alarm: `cloudwatch delete-alarms --alarm-names ${name}`,
    dashboard: `cloudwatch delete-dashboards --dashboard-names ${name}`,
    topic: `sns delete-topic --topic-arn arn:${partition}:sns:${region}:${account}:${name}`,
    queue: `sqs delete-queue --queue-url https://sqs.${region}.amazonaws.com/${account}/${name}`,
    "event rule": `events delete-rule --name ${name}   (first its target: aws events remove-targets --rule ${name} --ids queue)`,
    "log group": `logs delete-log-group --log-group-name ${name}`,
    role: `iam delete-role --role-name ${name}   (first its inline policies: aws iam list-role-policies)`,
  };
  return `aws ${commands[kind]}`;
}
