import { readFile, writeFile } from 'node:fs/promises';
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { inRoot } from '../bootstrap/paths.mjs';

const SOURCE = inRoot('shared', 'endpoint', 'openapi.yaml');
const TYPES = inRoot('shared', 'endpoint', 'openapi-types.ts');

// `node scripts/openapi/write-types.mjs` writes shared/endpoint/openapi-types.ts again from
// openapi.yaml; with `--check` it only tests whether the file would change.

register('./resolve-typescript.mjs', import.meta.url);
const { astToString, COMMENT_HEADER, default: openapiTypes } = await import('openapi-typescript');
const types = `${COMMENT_HEADER}${astToString(await openapiTypes(pathToFileURL(SOURCE)))}`;
if (!process.argv.includes('--check')) {
  await writeFile(TYPES, types);
} else if ((await readFile(TYPES, 'utf8').catch(() => '')) !== types) {
  console.error('openapi-types.ts is not what openapi.yaml says. Run `npm run openapi`.');
  process.exitCode = 1;
}
