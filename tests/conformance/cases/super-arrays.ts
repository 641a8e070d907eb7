import type { ConformancePage } from "../conformance-case.ts";

/** Functions of SUPER arrays. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_array",
    setup: [
      "CREATE TABLE customers (c_custkey BIGINT, c_name VARCHAR)",
      "INSERT INTO customers VALUES (8401, 'Customer#000008401')",
    ],
    cases: [
      { sql: "SELECT ARRAY(1,50,NULL,100)", rows: [["[1,50,null,100]"]], columns: ["array"], types: ["super"] },
      { sql: "SELECT ARRAY(1,'abc',true,3.14)", rows: [['[1,"abc",true,3.14]']] },
      { sql: "SELECT ARRAY()", rows: [["[]"]] },
      { sql: "SELECT ARRAY(ARRAY(1), OBJECT('a', 2))", rows: [['[[1],{"a":2}]']] },
      {
        sql: "SELECT ARRAY(1, c.c_custkey, NULL, c.c_name, 'abc') FROM customers c",
        rows: [['[1,8401,null,"Customer#000008401","abc"]']],
        source: "operators-functions",
      },
      { sql: "SELECT ARRAY('2008-12-31'::DATE)", error: "could not convert type date to super" },
      { sql: "SELECT ARRAY(1, GETDATE())", error: "could not convert type timestamp without time zone to super" },
      { sql: "SELECT ARRAY[1,2]", error: "not supported", source: "c_unsupported-postgresql-datatypes" },
    ],
  },
  {
    page: "r_array_concat",
    cases: [
      {
        sql: "SELECT ARRAY_CONCAT(ARRAY(10001,10002),ARRAY(10003,10004))",
        rows: [["[10001,10002,10003,10004]"]],
        columns: ["array_concat"],
        types: ["super"],
      },
      { sql: "SELECT ARRAY_CONCAT(ARRAY(10001,10002),ARRAY('ab','cd'))", rows: [['[10001,10002,"ab","cd"]']] },
      {
        sql: "SELECT ARRAY_CONCAT(JSON_PARSE('[10001,10002]'),JSON_PARSE('[10003,10004]'))",
        rows: [["[10001,10002,10003,10004]"]],
        source: "operators-functions",
      },
      { sql: "SELECT ARRAY_CONCAT(ARRAY(), ARRAY())", rows: [["[]"]] },
      { sql: "SELECT ARRAY_CONCAT(JSON_PARSE('1'), ARRAY(2))", rows: [[null]], source: "operators-functions" },
      { sql: "SELECT ARRAY_CONCAT(ARRAY(1), JSON_PARSE('{\"a\":1}'))", rows: [[null]], source: "operators-functions" },
      { sql: "SELECT ARRAY_CONCAT(ARRAY(1))", error: "function array_concat(super) does not exist" },
    ],
  },
  {
    page: "array_flatten",
    cases: [
      {
        sql: "SELECT ARRAY_FLATTEN(ARRAY(ARRAY(1,2,3,4),ARRAY(5,6,7,8),ARRAY(9,10)))",
        rows: [["[1,2,3,4,5,6,7,8,9,10]"]],
        columns: ["array_flatten"],
        types: ["super"],
      },
      {
        sql: "SELECT x, ARRAY_FLATTEN(x) FROM (SELECT ARRAY(1, ARRAY(2, ARRAY(3, ARRAY()))) AS x)",
        rows: [["[1,[2,[3,[]]]]", "[1,2,3]"]],
        columns: ["x", "array_flatten"],
        source: "operators-functions",
      },
      { sql: "SELECT ARRAY_FLATTEN(JSON_PARSE('5'))", rows: [[null]], source: "operators-functions" },
      { sql: "SELECT ARRAY_FLATTEN(ARRAY(NULL, ARRAY('a')))", rows: [['[null,"a"]']] },
    ],
  },
  {
    page: "get_array_length",
    setup: [
      "CREATE TABLE lists (name VARCHAR, items SUPER)",
      "INSERT INTO lists VALUES ('two', ARRAY(1,2)), ('three', ARRAY(1,2,3)), ('none', 5)",
    ],
    cases: [
      {
        sql: "SELECT GET_ARRAY_LENGTH(ARRAY(1,2,3,4,5,6,7,8,9,10))",
        rows: [[10]],
        columns: ["get_array_length"],
        types: ["int8"],
      },
      { sql: "SELECT GET_ARRAY_LENGTH(ARRAY())", rows: [[0]] },
      {
        sql: "SELECT GET_ARRAY_LENGTH(JSON_PARSE('{\"a\":[1]}')), GET_ARRAY_LENGTH(JSON_PARSE('1'))",
        rows: [[null, null]],
      },
      {
        sql: "SELECT name FROM lists WHERE GET_ARRAY_LENGTH(items) = (SELECT MAX(GET_ARRAY_LENGTH(items)) FROM lists)",
        rows: [["three"]],
        source: "operators-functions",
      },
    ],
  },
  {
    page: "r_subarray",
    cases: [
      {
        sql: "SELECT SUBARRAY(ARRAY('a', 'b', 'c', 'd', 'e', 'f'), 2, 3)",
        rows: [['["c","d","e"]']],
        columns: ["subarray"],
        types: ["super"],
      },
      { sql: "SELECT SUBARRAY(ARRAY('a', 'b', 'c'), 0, 1)", rows: [['["a"]']] },
      { sql: "SELECT SUBARRAY(ARRAY('a', 'b', 'c'), -2, 2)", rows: [['["b","c"]']] },
      { sql: "SELECT SUBARRAY(ARRAY('a', 'b', 'c'), 1, 10)", rows: [['["b","c"]']] },
      { sql: "SELECT SUBARRAY(ARRAY('a', 'b', 'c'), 5, 1)", rows: [["[]"]] },
    ],
  },
  {
    page: "split_to_array",
    cases: [
      {
        sql: "SELECT SPLIT_TO_ARRAY('12|345|6789', '|')",
        rows: [['["12","345","6789"]']],
        columns: ["split_to_array"],
        types: ["super"],
      },
      { sql: "SELECT SPLIT_TO_ARRAY('a,b,c')", rows: [['["a","b","c"]']] },
      { sql: "SELECT SPLIT_TO_ARRAY('a', ',')", rows: [['["a"]']] },
      { sql: "SELECT SPLIT_TO_ARRAY('a--b', '--')", rows: [['["a","b"]']] },
      { sql: "SELECT SPLIT_TO_ARRAY('a,,b')", rows: [['["a","","b"]']] },
      { sql: "SELECT SPLIT_TO_ARRAY(NULL, ',')", rows: [[null]] },
      { sql: "SELECT SPLIT_TO_ARRAY('12|345|6789', '|')[1]", rows: [['"345"']] },
    ],
  },
  {
    page: "array_distinct",
    cases: [
      {
        sql: "SELECT ARRAY_DISTINCT(ARRAY(1, 1, 'a', 'a', NULL, NULL))",
        rows: [['[1,"a",null]']],
        columns: ["array_distinct"],
        types: ["super"],
      },
      { sql: "SELECT ARRAY_DISTINCT(ARRAY_CONCAT(ARRAY(1,2,3,3),ARRAY(2,3,4,4)))", rows: [["[1,2,3,4]"]] },
    ],
  },
  {
    page: "array_union",
    cases: [
      {
        sql: "SELECT ARRAY_UNION(ARRAY('a','b','b'), ARRAY('b','c','c'))",
        rows: [['["a","b","c"]']],
        columns: ["array_union"],
        types: ["super"],
      },
      { sql: "SELECT ARRAY_UNION(ARRAY('b','a','b'), ARRAY(NULL,'b',NULL))", rows: [['["b","a",null]']] },
    ],
  },
  {
    page: "array_except",
    cases: [
      {
        sql: "SELECT ARRAY_EXCEPT(ARRAY('a','b','c'), ARRAY('b','c','d'))",
        rows: [['["a"]']],
        columns: ["array_except"],
        types: ["super"],
      },
      { sql: "SELECT ARRAY_EXCEPT(ARRAY('b','b','b','b'), ARRAY('b','b'))", rows: [['["b","b"]']] },
      { sql: "SELECT ARRAY_EXCEPT(ARRAY('a','b','b'), ARRAY('b'), TRUE)", rows: [['["a"]']] },
      { sql: "SELECT ARRAY_EXCEPT(ARRAY('a','b','b'), ARRAY('b'), FALSE)", rows: [['["a","b"]']] },
      { sql: "SELECT ARRAY_EXCEPT(ARRAY('a',NULL), ARRAY(NULL))", rows: [['["a"]']] },
    ],
  },
  {
    page: "array_intersection",
    cases: [
      {
        sql: "SELECT ARRAY_INTERSECTION(ARRAY('a','b','c'), ARRAY('b','c','d'))",
        rows: [['["b","c"]']],
        columns: ["array_intersection"],
        types: ["super"],
      },
      { sql: "SELECT ARRAY_INTERSECTION(ARRAY('a','b','b'), ARRAY('b','b','b'))", rows: [['["b","b"]']] },
      { sql: "SELECT ARRAY_INTERSECTION(ARRAY('a','b','b'), ARRAY('b','b','b'), TRUE)", rows: [['["b"]']] },
      { sql: "SELECT ARRAY_INTERSECTION(ARRAY('a',NULL), ARRAY('b',NULL))", rows: [["[null]"]] },
    ],
  },
  {
    page: "array_sort",
    cases: [
      {
        sql: "SELECT ARRAY_SORT(ARRAY('b', 'a', 0, NULL, 1, false))",
        rows: [['[false,0,1,"a","b",null]']],
        columns: ["array_sort"],
        types: ["super"],
      },
      { sql: "SELECT ARRAY_SORT(ARRAY('b', 'a', 0, NULL, 1, false), False)", rows: [['[null,"b","a",1,0,false]']] },
      {
        sql: "SELECT ARRAY_SORT(ARRAY('b', 'a', 0, NULL, 1, false), False, False)",
        rows: [['["b","a",1,0,false,null]']],
      },
      { sql: "SELECT ARRAY_SORT(ARRAY(2, NULL, 1), True, True)", rows: [["[null,1,2]"]] },
      {
        sql: "SELECT ARRAY_SORT(ARRAY(OBJECT('a',1), ARRAY(1), 'x', 10, 9, true))",
        rows: [['[true,9,10,"x",[1],{"a":1}]']],
      },
    ],
  },
  {
    page: "array_contains",
    cases: [
      {
        sql: "SELECT ARRAY_CONTAINS(ARRAY('red', 'green'), 'red')",
        rows: [[true]],
        columns: ["array_contains"],
        types: ["bool"],
      },
      { sql: "SELECT ARRAY_CONTAINS(ARRAY('red', NULL, 'green'), NULL)", rows: [[true]] },
      { sql: "SELECT ARRAY_CONTAINS(ARRAY('red', NULL, 'green'), 'blue', TRUE)", rows: [[false]] },
      { sql: "SELECT ARRAY_CONTAINS(ARRAY('red', 'green'), NULL, FALSE)", rows: [[null]] },
      { sql: "SELECT ARRAY_CONTAINS(ARRAY('red', NULL, 'green'), 'blue', FALSE)", rows: [[null]] },
      { sql: "SELECT ARRAY_CONTAINS(ARRAY('red', NULL, 'green'), 'red', FALSE)", rows: [[true]] },
      { sql: "SET default_array_search_null_handling TO FALSE", done: true },
      { sql: "SELECT ARRAY_CONTAINS(ARRAY('red', NULL, 'green'), NULL)", rows: [[null]] },
      { sql: "SET default_array_search_null_handling TO TRUE", done: true },
      { sql: "SELECT ARRAY_CONTAINS(ARRAY('red', NULL, 'green'), NULL)", rows: [[true]] },
    ],
  },
  {
    page: "array_position",
    cases: [
      {
        sql: "SELECT ARRAY_POSITION(ARRAY('red', 'green'), 'red')",
        rows: [[0]],
        columns: ["array_position"],
        types: ["int4"],
      },
      { sql: "SELECT ARRAY_POSITION(ARRAY(1, 2, 3), 4)", rows: [[-1]] },
      { sql: "SELECT ARRAY_POSITION(ARRAY('red', 'green', 'red'), 'red')", rows: [[0]] },
      { sql: "SELECT ARRAY_POSITION(ARRAY('red', NULL, 'green'), NULL)", rows: [[1]] },
      { sql: "SELECT ARRAY_POSITION(ARRAY('red', NULL, 'green'), 'blue', TRUE)", rows: [[-1]] },
      { sql: "SELECT ARRAY_POSITION(ARRAY('red', NULL, 'green'), 'blue', FALSE)", rows: [[null]] },
    ],
  },
  {
    page: "array_positions",
    cases: [
      {
        sql: "SELECT ARRAY_POSITIONS(ARRAY('red', 'green', 'red'), 'red')",
        rows: [["[0,2]"]],
        columns: ["array_positions"],
        types: ["super"],
      },
      { sql: "SELECT ARRAY_POSITIONS(ARRAY(1, 2, 3), 4)", rows: [["[]"]] },
      { sql: "SELECT ARRAY_POSITIONS(ARRAY('red', NULL, 'green', NULL), NULL)", rows: [["[1,3]"]] },
      { sql: "SELECT ARRAY_POSITIONS(ARRAY('red', NULL, 'green'), 'blue', TRUE)", rows: [["[]"]] },
      { sql: "SELECT ARRAY_POSITIONS(ARRAY('red', NULL, 'green'), NULL, FALSE)", rows: [[null]] },
    ],
  },
];
