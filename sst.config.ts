/// <reference path="./.sst/platform/config.d.ts" />
export default $config({
  app: () => ({ name: "sensor-pipeline", home: "aws" }),
  async run() {},
});
