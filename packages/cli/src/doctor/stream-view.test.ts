import { expect, test } from "vitest";
import { streamViewOf } from "./stream-view.ts";

const view = (definition: string) => streamViewOf({ schema_name: "public", view_name: "landing", definition });

test.each([
  [
    'CREATE MATERIALIZED VIEW landing AUTO REFRESH YES AS SELECT 1 FROM kinesis_schema."my-readings" AS k',
    "my-readings",
  ],
  ['create materialized view landing as\nselect a\nfrom "kinesis_schema"."My.Readings"', "My.Readings"],
  ["CREATE MATERIALIZED VIEW landing AS SELECT 1 FROM kinesis_schema.readings WHERE true", "readings"],
  ['CREATE MATERIALIZED VIEW landing AS SELECT 1 -- FROM kinesis_schema."old"\nFROM kinesis_schema."new"', "new"],
])("the stream of %s is found", (definition, stream) => {
  expect(view(definition)).toEqual({ name: "public.landing", externalSchema: "kinesis_schema", stream });
});

test("a plain view that says materialized view somewhere is none", () => {
  expect(view("SELECT 'MATERIALIZED VIEW' FROM public.sensor_records")).toBeUndefined();
});
