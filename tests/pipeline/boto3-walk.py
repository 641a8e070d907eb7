"""A program of someone who knows nothing of this project: boto3, an endpoint, and Redshift's documentation."""

import json
import sys
import time

import boto3

ENDPOINT, STREAM, RECORDS = sys.argv[1], sys.argv[2], int(sys.argv[3])
WORKGROUP, DATABASE = "default", "dev"
ROLE = "arn:aws:iam::000000000000:role/redshift"


def client(service):
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name="us-east-1",
        aws_access_key_id="anyone",
        aws_secret_access_key="anything",
    )


kinesis, redshift = client("kinesis"), client("redshift-data")


def run(sql):
    """Runs one statement and gives its rows."""
    statement = redshift.execute_statement(WorkgroupName=WORKGROUP, Database=DATABASE, Sql=sql)["Id"]
    while True:
        description = redshift.describe_statement(Id=statement)
        if description["Status"] in ("FINISHED", "FAILED", "ABORTED"):
            break
        time.sleep(0.05)
    if description["Status"] != "FINISHED":
        raise RuntimeError(f"{sql}: {description['Status']}: {description.get('Error')}")
    if not description["HasResultSet"]:
        return []
    pages = redshift.get_paginator("get_statement_result").paginate(Id=statement)
    return [[next(iter(field.values())) for field in row] for page in pages for row in page["Records"]]


kinesis.create_stream(StreamName=STREAM, ShardCount=2)
kinesis.get_waiter("stream_exists").wait(StreamName=STREAM, WaiterConfig={"Delay": 1, "MaxAttempts": 20})

readings = [{"sensor_id": 1001 + n % 20, "current_temperature": n / 10} for n in range(RECORDS)]
answer = kinesis.put_records(
    StreamName=STREAM,
    Records=[{"Data": json.dumps(reading), "PartitionKey": str(reading["sensor_id"])} for reading in readings],
)

run(f"CREATE EXTERNAL SCHEMA walk FROM KINESIS IAM_ROLE '{ROLE}'")
run(
    f"""CREATE MATERIALIZED VIEW walk_records AS
        SELECT approximate_arrival_timestamp, partition_key, shard_id, sequence_number,
               JSON_PARSE(kinesis_data) AS payload
        FROM walk."{STREAM}"
        WHERE CAN_JSON_PARSE(kinesis_data)"""
)
run("REFRESH MATERIALIZED VIEW walk_records")
rows = run(
    """SELECT payload.sensor_id::integer, payload.current_temperature::decimal(6,1)::varchar
       FROM walk_records ORDER BY payload.current_temperature::decimal(6,1)"""
)

print(json.dumps({"failed": answer["FailedRecordCount"], "rows": rows}))
