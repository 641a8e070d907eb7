import { expect, test } from "vitest";
import type { QueryShapes } from "../service.ts";
import { readForm } from "./query-form.ts";
import { fieldsToXml } from "./query-xml.ts";

const SQS: QueryShapes = {
  flattened: {
    AttributeNames: { element: "AttributeName" },
    Attributes: { element: "Attribute", key: "Name", value: "Value" },
    Entries: { element: "SendMessageBatchRequestEntry" },
    MessageAttributes: { element: "MessageAttribute", key: "Name", value: "Value" },
    Messages: { element: "Message" },
  },
};

test.each<[string, string, QueryShapes | undefined, unknown]>([
  ["scalars", "Action=A&Version=1&X=1&Y=a+b", undefined, { X: "1", Y: "a b" }],
  ["lists in the order of their numbers", "L.member.10=j&L.member.2=b&L.member.1=a", undefined, { L: ["a", "b", "j"] }],
  [
    "structures in lists",
    "D.member.1.MetricName=m&D.member.1.Dimensions.member.1.Name=N&D.member.1.Dimensions.member.1.Value=V",
    undefined,
    { D: [{ MetricName: "m", Dimensions: [{ Name: "N", Value: "V" }] }] },
  ],
  ["maps", "Attributes.entry.1.key=a&Attributes.entry.1.value=1", undefined, { Attributes: { a: "1" } }],
  ["flattened lists", "AttributeName.1=All&AttributeName.2=x", SQS, { AttributeNames: ["All", "x"] }],
  ["flattened maps", "Attribute.1.Name=a&Attribute.1.Value=1", SQS, { Attributes: { a: "1" } }],
  [
    "flattened maps in flattened lists",
    "SendMessageBatchRequestEntry.1.Id=i&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=k&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType=String",
    SQS,
    { Entries: [{ Id: "i", MessageAttributes: { k: { DataType: "String" } } }] },
  ],
])("a form's %s are read", (_case, form, shapes, expected) => {
  expect(readForm(new URLSearchParams(form), shapes)).toEqual(expected);
});

test.each<[string, object, QueryShapes | undefined, string]>([
  ["lists", { L: ["a", 1] }, undefined, "<L><member>a</member><member>1</member></L>"],
  ["empty lists", { L: [] }, undefined, "<L></L>"],
  ["absent fields not at all", { A: undefined, B: null, C: false }, undefined, "<C>false</C>"],
  [
    "timestamps and blobs",
    { T: new Date(0), B: Buffer.from("hi") },
    undefined,
    "<T>1970-01-01T00:00:00.000Z</T><B>aGk=</B>",
  ],
  ["text that XML would misread", { A: "<&>\r\u0001" }, undefined, "<A>&lt;&amp;&gt;&#13;&#1;</A>"],
  ["maps", { M: { a: "1" } }, { maps: ["M"] }, "<M><entry><key>a</key><value>1</value></entry></M>"],
  [
    "flattened maps in flattened lists",
    { Messages: [{ Body: "b", Attributes: { a: "1" } }] },
    SQS,
    "<Message><Body>b</Body><Attribute><Name>a</Name><Value>1</Value></Attribute></Message>",
  ],
])("XML: %s", (_case, fields, shapes, expected) => {
  expect(fieldsToXml(fields, shapes)).toBe(expected);
});
