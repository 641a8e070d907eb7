import type { RunningService, ServiceContext } from "./service.ts";
import { createCloudWatchService, type MetricStore } from "./services/cloudwatch/index.ts";
import { createEventsService, type EventBus } from "./services/events/index.ts";
import { createIamService } from "./services/iam/index.ts";
import { createKinesisService } from "./services/kinesis/index.ts";
import { createLambdaService } from "./services/lambda/index.ts";
import { createLogsService, type LogStore } from "./services/logs/index.ts";
import { createRedshiftDataService } from "./services/redshift-data/index.ts";
import {
  createRedshiftServerlessService,
  type Warehouses,
  type WarehousesOptions,
} from "./services/redshift-serverless/index.ts";
import { createSchedulerService } from "./services/scheduler/index.ts";
import { createSecretsManagerService } from "./services/secrets-manager/index.ts";
import { createSnsService } from "./services/sns/index.ts";
import { createSqsService } from "./services/sqs/index.ts";
import { createStatesService } from "./services/states/index.ts";
import { createStsService } from "./services/sts/index.ts";

export interface ComposeOptions {
  readonly metrics: MetricStore;
  readonly logs: LogStore;
  readonly bus: EventBus;
  /** URL of the one port, known once it listens. */
  readonly endpoint: () => string;
  readonly databaseSignIn: "iam" | "superuser";
  readonly redshift: WarehousesOptions;
  /** Hears of each service as it is made, so that the next can call it. */
  readonly register: (service: RunningService) => void;
}

/** What is asked for beside the services' own operations. */
export interface Composed {
  readonly warehouses: Warehouses;
}

/** Makes the services that a Redshift alone needs: whose keys, whose secrets, workgroups, statements. */
export async function composeRedshift(
  context: ServiceContext,
  { databaseSignIn, redshift, register }: Pick<ComposeOptions, "databaseSignIn" | "redshift" | "register">,
): Promise<Composed> {
  register(createStsService(context));
  register(createIamService(context));
  register(await createSecretsManagerService(context));
  const serverless = await createRedshiftServerlessService(context, redshift);
  register(serverless);
  register(await createRedshiftDataService(context, { databaseSignIn, warehouses: serverless.warehouses }));
  return { warehouses: serverless.warehouses };
}

/** Makes every service, those that others read from first; closing them in the reverse order stops what drives first. */
export async function composeServices(context: ServiceContext, options: ComposeOptions): Promise<Composed> {
  const { metrics, logs, bus, endpoint, register } = options;
  register(createLogsService(context, { store: logs }));
  register(await createKinesisService(context));
  const composed = await composeRedshift(context, options);
  register(createSqsService(context, { endpoint }));
  register(createSnsService(context));
  register(createCloudWatchService(context, { metrics }));
  register(createEventsService(context, { bus }));
  register(createLambdaService(context, { endpoint }));
  register(createStatesService(context));
  register(createSchedulerService(context));
  return composed;
}
