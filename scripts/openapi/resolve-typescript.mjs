/**
 * openapi-typescript writes its types through TypeScript's own API, which TypeScript 7 does not have yet; it is
 * given TypeScript 6, which Microsoft publishes to stand beside it.
 *
 * @type {import('node:module').ResolveHook}
 */
export const resolve = (specifier, context, next) =>
  next(specifier === 'typescript' ? '@typescript/typescript6' : specifier, context);
