import type { ConformancePage } from "../conformance-case.ts";

const NESTED = `'{"f2":{"f3":1},"f4":{"f5":99,"f6":"star"}}'`;
const BROKEN = `'{"f2":{"f3":1},"f4":{"f5":99,"f6":"star"}'`;

/** JSON in VARCHAR: what is valid, how long an array is, what stands at a path. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "IS_VALID_JSON",
    setup: [
      "CREATE TABLE texts (id INT, json VARCHAR)",
      `INSERT INTO texts VALUES (0, '{"a":2}'), (2, '{"a":{"b":{"c":1}}}'), (4, '{"a": [1,2,"b"]}'), (6, '{{}}'), (8, '{1:"a"}'), (10, '[1,2,3]')`,
    ],
    cases: [
      {
        sql: "SELECT id, IS_VALID_JSON(json) FROM texts ORDER BY id",
        rows: [
          [0, true],
          [2, true],
          [4, true],
          [6, false],
          [8, false],
          [10, false],
        ],
        columns: ["id", "is_valid_json"],
        types: ["int4", "bool"],
      },
      { sql: "SELECT IS_VALID_JSON('{}')", rows: [[true]] },
      { sql: "SELECT IS_VALID_JSON('')", rows: [[false]] },
      { sql: "SELECT IS_VALID_JSON(NULL)", rows: [[null]] },
      { sql: `SELECT IS_VALID_JSON(' { "a" : null , "b" : [ ] } ')`, rows: [[true]], source: "json-functions" },
      { sql: `SELECT IS_VALID_JSON('{"a":1,}')`, rows: [[false]] },
      { sql: `SELECT IS_VALID_JSON('{a:1}')`, rows: [[false]], source: "json-functions" },
    ],
  },
  {
    page: "IS_VALID_JSON_ARRAY",
    setup: [
      "CREATE TABLE arrays (id INT, json VARCHAR)",
      `INSERT INTO arrays VALUES (1, '[]'), (2, '["a","b"]'), (3, '["a",["b",1,["c",2,3,null]]]'), (4, '{"a":1}'), (5, 'a'), (6, '[1,2,]')`,
    ],
    cases: [
      {
        sql: "SELECT IS_VALID_JSON_ARRAY(json) FROM arrays ORDER BY id",
        rows: [[true], [true], [true], [false], [false], [false]],
        columns: ["is_valid_json_array"],
        types: ["bool"],
      },
      { sql: "SELECT IS_VALID_JSON_ARRAY(NULL)", rows: [[null]] },
      { sql: `SELECT IS_VALID_JSON_ARRAY('["first", {"one":1}, "second", 3, null]')`, rows: [[true]] },
    ],
  },
  {
    page: "JSON_ARRAY_LENGTH",
    cases: [
      {
        sql: `SELECT JSON_ARRAY_LENGTH('[11,12,13,{"f1":21,"f2":[25,26]},14]')`,
        rows: [[5]],
        columns: ["json_array_length"],
        types: ["int4"],
      },
      {
        sql: `SELECT JSON_ARRAY_LENGTH('[11,12,13,{"f1":21,"f2":[25,26]},14')`,
        error: `invalid json array object [11,12,13,{"f1":21,"f2":[25,26]},14`,
      },
      { sql: `SELECT JSON_ARRAY_LENGTH('[11,12,13,{"f1":21,"f2":[25,26]},14', true)`, rows: [[null]] },
      { sql: "SELECT JSON_ARRAY_LENGTH('[1', false)", error: "invalid json array object [1" },
      { sql: "SELECT JSON_ARRAY_LENGTH('[]')", rows: [[0]] },
      { sql: "SELECT JSON_ARRAY_LENGTH('[[1,2],[3]]')", rows: [[2]] },
      { sql: "SELECT JSON_ARRAY_LENGTH(NULL)", rows: [[null]] },
    ],
  },
  {
    page: "JSON_EXTRACT_ARRAY_ELEMENT_TEXT",
    cases: [
      {
        sql: "SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('[111,112,113]', 2)",
        rows: [["113"]],
        columns: ["json_extract_array_element_text"],
        types: ["varchar"],
      },
      {
        sql: `SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('["a",["b",1,["c",2,3,null,]]]', 1)`,
        error: `invalid json array object ["a",["b",1,["c",2,3,null,]]]`,
      },
      { sql: `SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('["a",["b",1,["c",2,3,null,]]]', 1, true)`, rows: [[null]] },
      { sql: "SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('[111,112,113]', 0)", rows: [["111"]] },
      { sql: "SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('[111,112,113]', 3)", rows: [[null]] },
      { sql: "SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('[111,112,113]', -1)", rows: [[null]] },
      { sql: `SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('["a",["b",1]]', 1)`, rows: [[`["b",1]`]] },
      { sql: `SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('["a","b"]', 1)`, rows: [["b"]] },
      { sql: "SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('[null,1]', 0)", rows: [[null]] },
      { sql: "SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT(NULL, 0)", rows: [[null]] },
    ],
  },
  {
    page: "JSON_EXTRACT_PATH_TEXT",
    setup: [
      "CREATE TABLE docs (id INT, doc VARCHAR(200))",
      `INSERT INTO docs VALUES (1, ${NESTED}), (2, NULL), (3, '{"f4":{"f6":"moon"}}')`,
    ],
    cases: [
      {
        sql: `SELECT JSON_EXTRACT_PATH_TEXT(${NESTED}, 'f4', 'f6')`,
        rows: [["star"]],
        columns: ["json_extract_path_text"],
        types: ["varchar"],
      },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT(${BROKEN}, 'f4', 'f6')`, error: "invalid json object {" },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT(${BROKEN}, 'f4', 'f6')`, error: "JSON parsing error" },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT(${BROKEN}, 'f4', 'f6', true)`, rows: [[null]] },
      {
        sql: `SELECT JSON_EXTRACT_PATH_TEXT('{ "farm": { "barn": { "color": "red", "feed stocked": true } } }', 'farm', 'barn', 'color')`,
        rows: [["red"]],
      },
      {
        sql: `SELECT JSON_EXTRACT_PATH_TEXT('{ "farm": { "barn": { "color": "red", "feed stocked": true } } }', 'farm', 'barn', 'feed stocked')`,
        rows: [["true"]],
      },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT('{ "farm": { "barn": {} } }', 'farm', 'barn', 'color')`, rows: [[null]] },
      {
        sql: `SELECT JSON_EXTRACT_PATH_TEXT('{"house":{"appliances":{"washing machine":{"brand":"Any Brand"}}}}', 'house', 'appliances', 'washing machine', 'brand')`,
        rows: [["Any Brand"]],
      },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT(${NESTED}, 'F4', 'f6')`, rows: [[null]] },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT(${NESTED}, 'f4', 'f5')`, rows: [["99"]] },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT(${NESTED}, 'f2')`, rows: [['{"f3":1}']] },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT('{"a":null}', 'a')`, rows: [[null]] },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT('{"a":[10,20]}', 'a', '1')`, rows: [["20"]] },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT(${NESTED}, NULL)`, rows: [[null]] },
      { sql: `SELECT JSON_EXTRACT_PATH_TEXT(${NESTED})`, error: "function json_extract_path_text" },
      {
        sql: `SELECT JSON_EXTRACT_PATH_TEXT('{"a":1}', 'a', 'b', 'c', 'd', 'e', 'f')`,
        error: "function json_extract_path_text",
      },
      {
        sql: `SELECT JSON_EXTRACT_PATH_TEXT(TO_VARBYTE('7b7d', 'hex'), 'a')`,
        error: "function json_extract_path_text(binary varying",
      },
      {
        sql: "SELECT id, JSON_EXTRACT_PATH_TEXT(doc, 'f4', 'f6') AS light FROM docs ORDER BY id",
        rows: [
          [1, "star"],
          [2, null],
          [3, "moon"],
        ],
      },
      { sql: "SELECT id FROM docs WHERE JSON_EXTRACT_PATH_TEXT(doc, 'f4', 'f6') = 'moon'", rows: [[3]] },
    ],
  },
];
