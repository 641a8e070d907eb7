"""For boto3.test.ts: what a person with Python does first. The local AWS's address is in AWS_ENDPOINT_URL_LOCAL; prints one JSON line."""

import json
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["AWS_ENDPOINT_URL_LOCAL"]


def client(service):
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name="us-east-1",
        aws_access_key_id="python",
        aws_secret_access_key="any",
        config=Config(retries={"max_attempts": 0}),
    )


def walk():
    kinesis = client("kinesis")
    kinesis.create_stream(StreamName="boto", ShardCount=2)
    kinesis.get_waiter("stream_exists").wait(StreamName="boto", WaiterConfig={"Delay": 1, "MaxAttempts": 5})
    put = kinesis.put_records(
        StreamName="boto", Records=[{"PartitionKey": str(n), "Data": json.dumps({"n": n}).encode()} for n in range(20)]
    )
    read = []
    for shard in kinesis.list_shards(StreamName="boto")["Shards"]:
        iterator = kinesis.get_shard_iterator(
            StreamName="boto", ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        read += [json.loads(record["Data"])["n"] for record in kinesis.get_records(ShardIterator=iterator)["Records"]]
    try:
        kinesis.describe_stream(StreamName="absent")
        error = None
    except ClientError as raised:
        error = raised.response["Error"]["Code"]
    return {
        "failed": put["FailedRecordCount"],
        "read": sorted(read),
        "error": error,
        "arn": client("sts").get_caller_identity()["Arn"],
        "published": client("sns").publish(TopicArn="arn", Message="m")["MessageId"],
        "metrics": client("cloudwatch").list_metrics(Namespace="N")["Metrics"],
    }


print(json.dumps(walk()))
