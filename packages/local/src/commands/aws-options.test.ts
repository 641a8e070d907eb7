import { expect, test } from "vitest";
import { parseAwsOptions } from "./aws-options.ts";
import { UsageError } from "./command-line.ts";

test("without options it serves on 4566 from .local/aws, and everybody is the database's superuser", () => {
  expect(parseAwsOptions([], "/work")).toEqual({
    port: 4566,
    pgPort: "default",
    databaseSignIn: "superuser",
    profile: "serverless",
    refuseConditionalDelete: false,
    speed: 1,
    folder: "/work/.local/aws",
    region: "us-east-1",
  });
});

test("each option is taken", () => {
  const args =
    "--port 0 --pg-port 15439 --database-sign-in iam --provisioned --refuse-conditional-delete --speed 12 --folder data --region eu-central-1".split(
      " ",
    );
  expect(parseAwsOptions(args, "/work")).toEqual({
    port: 0,
    pgPort: 15_439,
    databaseSignIn: "iam",
    profile: "provisioned",
    refuseConditionalDelete: true,
    speed: 12,
    folder: "/work/data",
    region: "eu-central-1",
  });
});

test("there is no port for psql with --no-pg, and it goes with no --pg-port", () => {
  expect(parseAwsOptions(["--no-pg"], "/work")).not.toHaveProperty("pgPort");
  expect(() => parseAwsOptions(["--no-pg", "--pg-port", "1"], "/work")).toThrow(
    new UsageError("--pg-port and --no-pg can't be used together."),
  );
});

test("help is no options", () => {
  expect(parseAwsOptions(["--help"], "/work")).toBeUndefined();
});

test.each([
  [["--port", "http"], "--port must be a number."],
  [["--port", "70000"], "--port must be at most 65535."],
  [["--pg-port", "x"], "--pg-port must be a number."],
  [["--speed", "0"], "--speed must be at least 1."],
  [["--database-sign-in", "root"], "--database-sign-in must be iam or superuser."],
  [["--region", "Mars"], "--region must be a region's name such as us-east-1."],
])("%j is refused in one sentence", (args, sentence) => {
  expect(() => parseAwsOptions(args, "/work")).toThrow(new UsageError(sentence));
});

test("an unknown option is named", () => {
  expect(() => parseAwsOptions(["--prot", "1"], "/work")).toThrow(
    /^Unknown option '--prot'.* See npm run aws -- --help\.$/s,
  );
});
