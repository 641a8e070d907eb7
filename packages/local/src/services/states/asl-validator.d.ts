/** asl-validator 4.0.0 comes without types. It writes `QueryLanguage` into the definition that it is given. */
declare module "asl-validator" {
  function validate(
    definition: unknown,
    options?: { readonly checkPaths?: boolean; readonly checkArn?: boolean },
  ): { readonly isValid: boolean; errorsText(separator?: string): string };
  export = validate;
}
