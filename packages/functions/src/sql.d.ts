/** A file of sql/, which the bundler puts into the function as text (infra sets esbuild's loader). */
declare module "*.sql" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: esbuild's text loader exports the text as the default.
  export default text;
}
