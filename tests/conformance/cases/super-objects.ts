import type { ConformancePage } from "../conformance-case.ts";

/** Functions of SUPER objects. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_object_function",
    setup: [
      "CREATE TABLE bar (k VARCHAR, v SUPER)",
      "INSERT INTO bar VALUES ('k1', JSON_PARSE('[1]')), ('k2', JSON_PARSE('{}'))",
    ],
    cases: [
      { sql: "SELECT OBJECT()", rows: [["{}"]], columns: ["object"], types: ["super"] },
      { sql: "SELECT OBJECT('a', 1, 'b', true, 'c', 3.14)", rows: [['{"a":1,"b":true,"c":3.14}']] },
      { sql: "SELECT OBJECT('foo', 1, 'bar', 2)", rows: [['{"foo":1,"bar":2}']] },
      {
        sql: "SELECT OBJECT('a', OBJECT('aa', 1), 'b', ARRAY(2,3), 'c', JSON_PARSE('{}'))",
        rows: [['{"a":{"aa":1},"b":[2,3],"c":{}}']],
      },
      { sql: "SELECT OBJECT(k, v) FROM bar ORDER BY k", rows: [['{"k1":[1]}'], ['{"k2":{}}']] },
      { sql: "SELECT OBJECT('a', NULL, 'b', 'x')", rows: [['{"a":null,"b":"x"}']] },
      { sql: "SELECT OBJECT('k', '2008-12-31'::DATE)", error: "OBJECT could not convert type date to super" },
      { sql: "SELECT OBJECT('a')", error: "function object" },
      { sql: "SELECT OBJECT(1, 2)", error: "function object(integer, integer) does not exist" },
      { sql: "SELECT OBJECT('a', OBJECT('b', 7)).a.b", rows: [["7"]] },
    ],
  },
  {
    page: "r_lower_attribute_names",
    setup: [
      `CREATE TABLE t1 (s) AS SELECT JSON_PARSE('{"AttributeName": "Value"}')`,
      "CREATE TABLE t2 (s) AS SELECT LOWER_ATTRIBUTE_NAMES(s) FROM t1",
    ],
    cases: [
      { sql: "SELECT s.AttributeName FROM t1", rows: [[null]], columns: ["attributename"] },
      { sql: 'SELECT s."AttributeName" FROM t1', rows: [[null]], columns: ["attributename"] },
      { sql: "SELECT s.attributename FROM t2", rows: [['"Value"']] },
      { sql: "SELECT s.AttributeName FROM t2", rows: [['"Value"']] },
      { sql: 'SELECT s."AttributeName" FROM t2', rows: [['"Value"']] },
      {
        sql: "SELECT LOWER_ATTRIBUTE_NAMES(s) FROM t1",
        rows: [['{"attributename":"Value"}']],
        columns: ["lower_attribute_names"],
        types: ["super"],
      },
      {
        sql: `SELECT LOWER_ATTRIBUTE_NAMES(JSON_PARSE('[{"A":{"B":"Cd"}}, "Ef"]'))`,
        rows: [['[{"a":{"b":"Cd"}},"Ef"]']],
      },
    ],
  },
  {
    page: "r_upper_attribute_names",
    cases: [
      {
        sql: `SELECT UPPER_ATTRIBUTE_NAMES(JSON_PARSE('{"attributeName": {"b": "v"}}'))`,
        rows: [['{"ATTRIBUTENAME":{"B":"v"}}']],
        columns: ["upper_attribute_names"],
        types: ["super"],
      },
      { sql: "SELECT UPPER_ATTRIBUTE_NAMES(JSON_PARSE('1'))", rows: [["1"]] },
    ],
  },
  {
    page: "get_number_attributes",
    cases: [
      {
        sql: `SELECT GET_NUMBER_ATTRIBUTES(JSON_PARSE('{"x": 1, "y": 2, "z": 3}'))`,
        rows: [[3]],
        columns: ["get_number_attributes"],
        types: ["int4"],
      },
      { sql: `SELECT GET_NUMBER_ATTRIBUTES(JSON_PARSE('{"x": 1, "y": {"z": 3}}'))`, rows: [[2]] },
      { sql: "SELECT GET_NUMBER_ATTRIBUTES(OBJECT()), GET_NUMBER_ATTRIBUTES(NULL::SUPER)", rows: [[0, null]] },
    ],
  },
  {
    page: "r_object_transform_function",
    setup: [
      "CREATE TABLE employees (col_person SUPER)",
      `INSERT INTO employees VALUES
        (JSON_PARSE('{"name": {"first": "John", "last": "Doe"}, "age": 25, "ssn": "111-22-3333", "company": "Company Inc.", "country": "U.S."}')),
        (JSON_PARSE('{"name": {"first": "Jane", "last": "Appleseed"}, "age": 34, "ssn": "444-55-7777", "company": "Organization Org.", "country": "Ukraine"}'))`,
    ],
    cases: [
      {
        sql: `SELECT OBJECT_TRANSFORM(col_person
                KEEP '"name"."first"', '"age"', '"company"', '"country"'
                SET '"name"."first"', UPPER(col_person.name.first::TEXT), '"age"', col_person.age + 5, '"company"', 'Amazon') AS person
              FROM employees ORDER BY col_person.age`,
        rows: [
          ['{"name":{"first":"JOHN"},"age":30,"company":"Amazon","country":"U.S."}'],
          ['{"name":{"first":"JANE"},"age":39,"company":"Amazon","country":"Ukraine"}'],
        ],
        types: ["super"],
      },
      {
        sql: `SELECT OBJECT_TRANSFORM(JSON_PARSE('{"a":1,"b":{"c":2,"d":3}}') KEEP '"b"."d"')`,
        rows: [['{"b":{"d":3}}']],
        columns: ["object_transform"],
      },
      {
        sql: `SELECT OBJECT_TRANSFORM(JSON_PARSE('{"a":1}') KEEP '"a"' SET '"n"', true)`,
        rows: [['{"a":1,"n":true}']],
      },
      { sql: `SELECT OBJECT_TRANSFORM(JSON_PARSE('{"a":1}'))`, rows: [['{"a":1}']] },
      { sql: `SELECT OBJECT_TRANSFORM(JSON_PARSE('[1]') SET '"n"', 1)`, rows: [["[1]"]] },
      { sql: "SELECT OBJECT_TRANSFORM(JSON_PARSE('{}') KEEP 'a')", error: "path" },
    ],
  },
];
