/// <reference path="./.sst/platform/config.d.ts" />
export default $config({
  app(input) {
    const isProduction = input.stage.toLowerCase() === "production";
    return {
      name: "sensor-pipeline",
      home: "aws",
      // Production refuses `sst remove`, and keeps its data even when that is overruled.
      protect: isProduction,
      removal: isProduction ? "retain" : "remove",
      // The region is the environment's: AWS_REGION, or the profile's.
    };
  },
  // In the order of a reading's way: sensor, stream, warehouse, alerts, alarms.
  async run() {
    const { stream } = await import("./infra/stream");
    await import("./infra/network");
    const { warehouse } = await import("./infra/warehouse");
    const { setupMachine } = await import("./infra/setup");
    const { refreshMachine } = await import("./infra/refresh");
    const { retentionMachine } = await import("./infra/retention");
    const { schemaChangeMachine } = await import("./infra/schema-change");
    await import("./infra/producer");
    await import("./infra/alerts");
    await import("./infra/reader");
    const { topic } = await import("./infra/topic");
    await import("./infra/failed-statements");
    await import("./infra/alarms");
    const { dashboardUrl } = await import("./infra/dashboard");
    return {
      stream: stream.name,
      ...("workgroupName" in warehouse.target
        ? { workgroup: warehouse.target.workgroupName }
        : { cluster: warehouse.target.clusterIdentifier }),
      database: warehouse.database,
      setupStateMachine: setupMachine.arn,
      refreshStateMachine: refreshMachine?.arn,
      retentionStateMachine: retentionMachine.arn,
      schemaChangeStateMachine: schemaChangeMachine.arn,
      topic: topic.arn,
      dashboardUrl,
    };
  },
});
