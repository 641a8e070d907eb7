"""What query-clients.test.ts runs: CloudWatch, SNS and SQS as a boto3 program uses them. Prints ok, or fails with what differs."""

import datetime
import json
import sys

import boto3
from botocore.exceptions import ClientError

endpoint, seconds = sys.argv[1], int(sys.argv[2])
now = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
minute = datetime.timedelta(minutes=1)


def client(name):
    return boto3.client(
        name,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="tester",
        aws_secret_access_key="secret",
    )


def same(found, wanted):
    if found != wanted:
        raise AssertionError(f"{found!r} is not {wanted!r}")


def fails(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        same(error.response["Error"]["Code"], code)
    else:
        raise AssertionError(f"{code} was expected")


cloudwatch, sns, sqs = client("cloudwatch"), client("sns"), client("sqs")

# CloudWatch: metrics, an alarm with an empty list and a false boolean, a composite alarm, the history, errors.
dimensions = [{"Name": "Stage", "Value": "dev"}]
cloudwatch.put_metric_data(
    Namespace="N",
    MetricData=[{"MetricName": "M", "Dimensions": dimensions, "Values": [1, 2.5], "Counts": [1, 3], "Unit": "Count", "Timestamp": now}],
)
same(cloudwatch.list_metrics(Namespace="N")["Metrics"], [{"Namespace": "N", "MetricName": "M", "Dimensions": dimensions}])
span = {"StartTime": now, "EndTime": now + minute}
metric = {"Namespace": "N", "MetricName": "M", "Dimensions": dimensions}
asked = {**metric, **span, "Period": 60}
[point] = cloudwatch.get_metric_statistics(**asked, Statistics=["Sum"])["Datapoints"]
same(point, {"Timestamp": now, "Sum": 8.5, "Unit": "Count"})
[point] = cloudwatch.get_metric_statistics(**asked, ExtendedStatistics=["p50"])["Datapoints"]
same(point["ExtendedStatistics"], {"p50": 2.5})
both = {"Statistics": ["Sum"], "ExtendedStatistics": ["p50"]}
fails("InvalidParameterCombination", cloudwatch.get_metric_statistics, **asked, **both)
queries = [
    {"Id": "m", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Average"}, "ReturnData": False},
    {"Id": "double", "Expression": "m * 2"},
]
results = cloudwatch.get_metric_data(MetricDataQueries=queries, **span)["MetricDataResults"]
same([(result["Id"], result["Values"], result["Timestamps"]) for result in results], [("double", [4.25], [now])])
cloudwatch.put_metric_alarm(
    AlarmName="a", Namespace="N", MetricName="M", Statistic="Sum", Period=60, EvaluationPeriods=1, Threshold=1.5,
    ComparisonOperator="GreaterThanThreshold", ActionsEnabled=False, AlarmActions=[],
)
alarm = cloudwatch.describe_alarms()["MetricAlarms"][0]
same((alarm["ActionsEnabled"], alarm["Threshold"], alarm["AlarmActions"], alarm["StateUpdatedTimestamp"]), (False, 1.5, [], now))
cloudwatch.put_composite_alarm(AlarmName="c", AlarmRule="ALARM(a)")
cloudwatch.set_alarm_state(AlarmName="a", StateValue="ALARM", StateReason="test")
history = cloudwatch.describe_alarm_history(AlarmName="c", AlarmTypes=["CompositeAlarm"], HistoryItemType="StateUpdate")["AlarmHistoryItems"]
same(history[0]["HistorySummary"], "Alarm updated from OK to ALARM")
fails("ResourceNotFound", cloudwatch.set_alarm_state, AlarmName="none", StateValue="OK", StateReason="test")
fails("InvalidParameterValue", cloudwatch.put_metric_data, Namespace="AWS/N", MetricData=[{"MetricName": "M", "Value": 1}])
fails("InvalidParameterInput", cloudwatch.put_dashboard, DashboardName="d", DashboardBody="{")
body = json.dumps({"widgets": [{"type": "text", "properties": {"markdown": "<x> & y"}}]})
cloudwatch.put_dashboard(DashboardName="d", DashboardBody=body)
same(cloudwatch.get_dashboard(DashboardName="d")["DashboardBody"], body)

# SNS to SQS, with attributes, tags and text beyond ASCII.
url = sqs.create_queue(QueueName="q", Attributes={"VisibilityTimeout": "5"}, tags={"Stage": "dev"})["QueueUrl"]
same(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"], {"VisibilityTimeout": "5"})
same(sqs.list_queue_tags(QueueUrl=url)["Tags"], {"Stage": "dev"})
topic = sns.create_topic(Name="t", Attributes={"DisplayName": "T"}, Tags=[{"Key": "Stage", "Value": "dev"}])["TopicArn"]
same(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["DisplayName"], "T")
statement = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:us-east-1:000000000000:q"}
sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps({"Version": "2012-10-17", "Statement": [statement]})})
sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint="arn:aws:sqs:us-east-1:000000000000:q", Attributes={"RawMessageDelivery": "true"})
attributes = {"kind": {"DataType": "String", "StringValue": "test"}}
sns.publish(TopicArn=topic, Subject="S", Message="h\u00e4llo <&>", MessageAttributes=attributes)
batch = sqs.send_message_batch(QueueUrl=url, Entries=[{"Id": "one", "MessageBody": "x", "DelaySeconds": 0}])
same([entry["Id"] for entry in batch["Successful"]], ["one"])
received = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"], AttributeNames=["All"])["Messages"]
same([message["Body"] for message in received], ["h\u00e4llo <&>", "x"])
same(received[0]["MessageAttributes"], attributes)
same(received[0]["Attributes"]["ApproximateReceiveCount"], "1")
for message in received:
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
same(sqs.list_queues()["QueueUrls"], [url])
fails("AWS.SimpleQueueService.NonExistentQueue", sqs.get_queue_url, QueueName="none")
fails("NotFound", sns.publish, TopicArn=topic + "x", Message="m")
print("ok", boto3.__version__)
