"""A PutRecords loop of boto3, as fast as boto3 goes: python3 producer-loop.py URL RECORDS_FILE BATCHES.

One line of the file is one record's data. Nothing is checked that boto3 can leave out: no validation of parameters, no
checksums, no retries. Prints the seconds it took and its CPU seconds, as JSON.
"""

import gc
import json
import sys
import time

import boto3
from botocore.config import Config

url, file, batches = sys.argv[1], sys.argv[2], int(sys.argv[3])
BATCH = 500

client = boto3.client(
    "kinesis",
    endpoint_url=url,
    region_name="us-east-1",
    aws_access_key_id="bench",
    aws_secret_access_key="bench",
    config=Config(
        parameter_validation=False,
        retries={"total_max_attempts": 1},
        max_pool_connections=1,
        tcp_keepalive=True,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    ),
)
with open(file, "rb") as lines:
    records = [
        {"Data": line.rstrip(b"\n"), "PartitionKey": str(1001 + index % 20)} for index, line in enumerate(lines)
    ]
packed = [records[start : start + BATCH] for start in range(0, len(records), BATCH)]
put = client.put_records
for batch in packed:
    put(StreamName="sink", Records=batch)

gc.collect()
gc.freeze()
started, cpu = time.perf_counter(), time.process_time()
for turn in range(batches):
    put(StreamName="sink", Records=packed[turn % len(packed)])
print(json.dumps({"seconds": time.perf_counter() - started, "cpuSeconds": time.process_time() - cpu}))
