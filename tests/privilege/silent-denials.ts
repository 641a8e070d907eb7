/** Actions whose denial nobody is told of on AWS: the step fails, and CloudTrail alone has the reason. */
export const SILENT: Readonly<Record<string, string>> = {
  "logs:CreateLogStream": "Lambda runs a function whose log it can't write, and the log is lost",
  "logs:PutLogEvents": "Lambda runs a function whose log it can't write, and the log is lost",
  "sqs:SendMessage": "Scheduler counts an event that it could not keep either, and does not say why",
};
