/**
 * Gives openapi-typescript the package TypeScript 6. It needs TypeScript's API, which TypeScript 7 does not have yet;
 * Microsoft publishes version 6 for use beside it.
 *
 * @type {import('node:module').ResolveHook}
 */
export const resolve = (specifier, context, next) =>
  next(specifier === 'typescript' ? '@typescript/typescript6' : specifier, context);
