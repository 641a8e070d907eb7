import { z } from "zod";
import { type Caller, NotSupportedError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import type { Warehouse } from "../../redshift-serverless/index.ts";
import {
  answering,
  type DataContext,
  type Target,
  targetFields,
  targetResource,
  warehouseOf,
} from "../data-context.ts";
import { signInOf } from "../sign-in.ts";

const listFields = {
  ...targetFields,
  Database: z.string().min(1).max(64),
  MaxResults: z.number().int().min(0).max(1000).default(1000),
  NextToken: z.string().optional(),
};

const databasesInput = z.strictObject(listFields);

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListDatabases.html */
export function listDatabases(context: DataContext): Operation<z.output<typeof databasesInput>> {
  return {
    input: databasesInput,
    resources: (request) => targetResource(context, request),
    run: async (request, caller) => {
      const { warehouse } = await signedIn(context, request, caller);
      return { Databases: [warehouse.redshift.databaseName] };
    },
  };
}

const schemasInput = z.strictObject({
  ...listFields,
  ConnectedDatabase: z.string().optional(),
  SchemaPattern: z.string().optional(),
});

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListSchemas.html */
export function listSchemas(context: DataContext): Operation<z.output<typeof schemasInput>> {
  return {
    input: schemasInput,
    resources: (request) => targetResource(context, request),
    run: async (request, caller) => {
      const { warehouse, signIn } = await signedIn(context, request, caller);
      const pattern = request.SchemaPattern === undefined ? {} : { schemaPattern: request.SchemaPattern };
      const schemas = await answering(() => warehouse.redshift.listSchemas(signIn, pattern));
      const { page, next } = pageOf(schemas, request.NextToken, request.MaxResults || 1000, "ValidationException");
      return { Schemas: page, NextToken: next };
    },
  };
}

const tablesInput = z.strictObject({
  ...listFields,
  ConnectedDatabase: z.string().optional(),
  SchemaPattern: z.string().optional(),
  TablePattern: z.string().optional(),
});

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListTables.html */
export function listTables(context: DataContext): Operation<z.output<typeof tablesInput>> {
  return {
    input: tablesInput,
    resources: (request) => targetResource(context, request),
    run: async (request, caller) => {
      const { warehouse, signIn } = await signedIn(context, request, caller);
      const tables = await answering(() =>
        warehouse.redshift.listTables(signIn, {
          ...(request.SchemaPattern === undefined ? {} : { schemaPattern: request.SchemaPattern }),
          ...(request.TablePattern === undefined ? {} : { tablePattern: request.TablePattern }),
        }),
      );
      const { page, next } = pageOf(tables, request.NextToken, request.MaxResults || 1000, "ValidationException");
      return { Tables: page, NextToken: next };
    },
  };
}

const tableInput = z.strictObject({
  ...listFields,
  ConnectedDatabase: z.string().optional(),
  Schema: z.string().optional(),
  Table: z.string().min(1).optional(),
});

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeTable.html */
export function describeTable(context: DataContext): Operation<z.output<typeof tableInput>> {
  return {
    input: tableInput,
    resources: (request) => targetResource(context, request),
    run: async (request, caller) => {
      const { warehouse, signIn } = await signedIn(context, request, caller);
      const columns = await answering(() =>
        warehouse.redshift.describeTable(signIn, {
          ...(request.Schema === undefined ? {} : { schema: request.Schema }),
          ...(request.Table === undefined ? {} : { table: request.Table }),
        }),
      );
      const { page, next } = pageOf(columns, request.NextToken, request.MaxResults || 1000, "ValidationException");
      return { TableName: request.Table, ColumnList: page, NextToken: next };
    },
  };
}

interface CatalogRequest extends Target {
  readonly Database: string;
  readonly ConnectedDatabase?: string | undefined;
  readonly SecretArn?: string | undefined;
}

async function signedIn(context: DataContext, request: CatalogRequest, caller: Caller) {
  const warehouse: Warehouse = await warehouseOf(context, request);
  const { databaseName } = warehouse.redshift;
  for (const name of [request.Database, request.ConnectedDatabase ?? databaseName]) {
    if (name !== databaseName) throw new NotSupportedError(`A second database ("${name}" besides "${databaseName}")`);
  }
  return { warehouse, signIn: await signInOf(context, caller, warehouse, request.SecretArn) };
}
