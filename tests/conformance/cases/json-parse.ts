import type { ConformancePage } from "../conformance-case.ts";

/** JSON into SUPER and back. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "JSON_PARSE",
    setup: ["CREATE TABLE parsed (id INT, doc SUPER)"],
    cases: [
      {
        sql: `SELECT JSON_PARSE('[10001,10002,"abc"]')`,
        rows: [['[10001,10002,"abc"]']],
        columns: ["json_parse"],
        types: ["super"],
      },
      { sql: `SELECT JSON_TYPEOF(JSON_PARSE('[10001,10002,"abc"]'))`, rows: [["array"]], types: ["varchar"] },
      {
        sql: `SELECT JSON_PARSE('{"zoo": 1, "bar": {"y": 2, "x": 3}, "a": null}')`,
        rows: [['{"zoo":1,"bar":{"y":2,"x":3},"a":null}']],
      },
      {
        sql: `SELECT JSON_PARSE('{"n_comment":"agai","n_nationkey":0,"n_name":"ALGERIA"}')`,
        rows: [['{"n_comment":"agai","n_nationkey":0,"n_name":"ALGERIA"}']],
        source: "ingest-super",
      },
      { sql: "SELECT JSON_PARSE('[10.5, \"first\"]')", rows: [['[10.5,"first"]']], source: "super-overview" },
      {
        sql: "SELECT JSON_PARSE('true'), JSON_PARSE('1.50'), JSON_PARSE('\"x\"'), JSON_PARSE('{}'), JSON_PARSE('[]')",
        rows: [["true", "1.50", '"x"', "{}", "[]"]],
      },
      { sql: "SELECT JSON_PARSE(TO_VARBYTE('5b312c325d', 'hex'))", rows: [["[1,2]"]] },
      { sql: "SELECT JSON_PARSE(NULL)", rows: [[null]], types: ["super"] },
      { sql: "SELECT JSON_PARSE('[1,2')", error: "JSON parsing error" },
      { sql: "SELECT JSON_PARSE('')", error: "JSON parsing error" },
      { sql: "SELECT JSON_PARSE('{a:1}')", error: "JSON parsing error" },
      { sql: `SELECT JSON_PARSE('{"a":1,"a":2}')`, error: "JSON parsing error", source: "super-configurations" },
      {
        sql: `SELECT JSON_PARSE('{"a":{"a":1},"b":[{"a":2}]}')`,
        rows: [['{"a":{"a":1},"b":[{"a":2}]}']],
        source: "super-configurations",
      },
      { sql: "SELECT JSON_PARSE(1)", error: "function json_parse(integer) does not exist" },
      {
        sql: `INSERT INTO parsed VALUES (1, JSON_PARSE('{"b":1,"a":[1,2]}')), (2, '{"b":1}')`,
        done: true,
        source: "ingest-super",
      },
      {
        sql: "SELECT id, doc, JSON_TYPEOF(doc) FROM parsed ORDER BY id",
        rows: [
          [1, '{"b":1,"a":[1,2]}', "object"],
          [2, '"{\\"b\\":1}"', "string"],
        ],
        source: "ingest-super",
      },
      { sql: `UPDATE parsed SET doc = JSON_PARSE('{"c":3,"b":2}') WHERE id = 2`, done: true, source: "ingest-super" },
      {
        sql: "SELECT doc, doc.c, doc.b FROM parsed WHERE id = 2",
        rows: [['{"c":3,"b":2}', "3", "2"]],
        source: "ingest-super",
      },
    ],
  },
  {
    page: "CAN_JSON_PARSE",
    cases: [
      {
        sql: `SELECT CAN_JSON_PARSE('[10001,10002,"abc"]')`,
        rows: [[true]],
        columns: ["can_json_parse"],
        types: ["bool"],
      },
      { sql: "SELECT CAN_JSON_PARSE('[1')", rows: [[false]] },
      { sql: "SELECT CAN_JSON_PARSE('')", rows: [[false]] },
      { sql: "SELECT CAN_JSON_PARSE(NULL)", rows: [[null]] },
      { sql: `SELECT CAN_JSON_PARSE('{"a":1,"a":2}')`, rows: [[false]] },
      {
        sql: "SELECT CAN_JSON_PARSE(TO_VARBYTE('5b315d', 'hex')), CAN_JSON_PARSE(TO_VARBYTE('ff', 'hex'))",
        rows: [[true, false]],
      },
      { sql: "SELECT CAN_JSON_PARSE('1'), CAN_JSON_PARSE('{}')", rows: [[true, true]] },
      { sql: "SELECT CAN_JSON_PARSE(1)", error: "function can_json_parse(integer) does not exist" },
      { sql: "SELECT CASE WHEN CAN_JSON_PARSE('[1') THEN JSON_PARSE('[1') END", rows: [[null]], types: ["super"] },
    ],
  },
  {
    page: "JSON_SERIALIZE",
    cases: [
      {
        sql: `SELECT JSON_SERIALIZE(JSON_PARSE('[10001,10002,"abc"]'))`,
        rows: [['[10001,10002,"abc"]']],
        columns: ["json_serialize"],
        types: ["varchar"],
      },
      {
        sql: `SELECT JSON_SERIALIZE(JSON_PARSE('{ "b" : 1, "a" : [ true, null, "x y" ] }'))`,
        rows: [['{"b":1,"a":[true,null,"x y"]}']],
      },
      { sql: "SELECT JSON_SERIALIZE(ARRAY(1, 'abc', NULL))", rows: [['[1,"abc",null]']], source: "limitations-super" },
      { sql: "SELECT JSON_SERIALIZE('a'::SUPER), JSON_SERIALIZE(1.50::SUPER)", rows: [['"a"', "1.50"]] },
      {
        sql: "SELECT JSON_SERIALIZE(SPLIT_TO_ARRAY(REPEAT('aaa,', 16000)))",
        error: "exceeds the maximum VARCHAR size",
      },
      { sql: "SELECT LEN(JSON_SERIALIZE(ARRAY(1,2)))", rows: [[5]] },
    ],
  },
  {
    page: "JSON_SERIALIZE_TO_VARBYTE",
    cases: [
      {
        sql: `SELECT JSON_SERIALIZE_TO_VARBYTE(JSON_PARSE('[10001,10002,"abc"]'))`,
        rows: [["5b31303030312c31303030322c22616263225d"]],
        columns: ["json_serialize_to_varbyte"],
        types: ["varbyte"],
      },
      {
        sql: `SELECT JSON_SERIALIZE_TO_VARBYTE(JSON_PARSE('[10001,10002,"abc"]'))::VARCHAR`,
        rows: [['[10001,10002,"abc"]']],
        types: ["varchar"],
      },
    ],
  },
  {
    page: "r_json_size",
    cases: [
      { sql: `SELECT JSON_SIZE(JSON_PARSE('[10001,10002,"⬤"]'))`, rows: [[19]], columns: ["json_size"] },
      { sql: "SELECT JSON_SIZE(SPLIT_TO_ARRAY(REPEAT('aaa,', 16000))) > 65535", rows: [[true]] },
      {
        sql: `SELECT JSON_SIZE(JSON_PARSE('{ "a" : 1 }')) = OCTET_LENGTH(JSON_SERIALIZE(JSON_PARSE('{ "a" : 1 }')))`,
        rows: [[true]],
      },
    ],
  },
  {
    page: "super-configurations",
    setup: [`CREATE TABLE tv AS SELECT JSON_PARSE('{"ITEMS":{"Name":"TV"}, "price": 345}') AS data`],
    cases: [
      {
        sql: 'SELECT tv.data."ITEMS"."Name", tv.data."price" FROM tv',
        rows: [[null, "345"]],
        columns: ["name", "price"],
      },
      { sql: "SET enable_case_sensitive_identifier TO TRUE", done: true },
      {
        sql: 'SELECT tv.data."ITEMS"."Name", tv.data."price" FROM tv',
        rows: [['"TV"', "345"]],
        columns: ["Name", "price"],
      },
      { sql: "RESET enable_case_sensitive_identifier", done: true },
      { sql: "SET enable_case_sensitive_super_attribute TO TRUE", done: true },
      { sql: "SELECT tv.data.ITEMS.Name, tv.data.price FROM tv", rows: [['"TV"', "345"]], columns: ["name", "price"] },
      { sql: "RESET enable_case_sensitive_super_attribute", done: true },
      { sql: "SELECT tv.data.ITEMS.Name, tv.data.price FROM tv", rows: [[null, "345"]], columns: ["name", "price"] },
      { sql: "SET json_parse_dedup_attributes = ON", done: true },
      { sql: `SELECT JSON_PARSE('{"a":1,"b":3,"a":2}')`, rows: [['{"b":3,"a":2}']] },
      { sql: `SELECT CAN_JSON_PARSE('{"a":1,"a":2}')`, rows: [[true]] },
      { sql: "SET json_parse_dedup_attributes = OFF", done: true },
      { sql: `SELECT JSON_PARSE('{"a":1,"b":3,"a":2}')`, error: "JSON parsing error" },
      { sql: "SET parse_super_null_on_error = ON", done: true },
      { sql: "SELECT JSON_PARSE('[1')", rows: [[null]] },
      { sql: "SET parse_super_null_on_error = OFF", done: true },
      { sql: "SELECT data.nothing, data.price[0], data.items.name FROM tv", rows: [[null, null, null]] },
      { sql: "SET navigate_super_null_on_error = OFF", done: true },
      { sql: "SELECT data.nothing FROM tv", error: "nothing" },
      { sql: "SELECT data.price FROM tv", rows: [["345"]] },
      { sql: "SET navigate_super_null_on_error = ON", done: true },
      { sql: "SELECT data.nothing FROM tv", rows: [[null]] },
      { sql: "SELECT 'abc'::SUPER::INTEGER", rows: [[null]] },
      { sql: "SET cast_super_null_on_error = OFF", done: true },
      { sql: "SELECT 'abc'::SUPER::INTEGER", error: "integer" },
      { sql: "SELECT '12'::SUPER::INTEGER, NULL::SUPER::INTEGER", rows: [[12, null]] },
      { sql: "SET cast_super_null_on_error = ON", done: true },
      { sql: "SELECT 'abc'::SUPER::INTEGER", rows: [[null]] },
    ],
  },
  {
    page: "r_enable_case_sensitive_super_attribute",
    setup: ["CREATE TABLE cased (col SUPER)", `INSERT INTO cased VALUES (JSON_PARSE('{"A": "A", "a": "a"}'))`],
    cases: [
      { sql: "SET enable_case_sensitive_super_attribute TO ON", done: true },
      { sql: "SELECT col.A FROM cased", rows: [['"A"']], columns: ["a"] },
      { sql: "SELECT col.a FROM cased", rows: [['"a"']], columns: ["a"] },
      { sql: "CREATE VIEW kept AS SELECT col.A AS v FROM cased", done: true },
      { sql: "SET enable_case_sensitive_super_attribute TO OFF", done: true },
      { sql: "SELECT col.A FROM cased", rows: [['"a"']], columns: ["a"] },
      { sql: "SELECT col.a FROM cased", rows: [['"a"']], columns: ["a"] },
      { sql: "SELECT v FROM kept", rows: [['"A"']] },
    ],
  },
];
