// Packed as resources/default_app.asar into the runtime of registry-runtime.mjs. Like Electron's own
// default app for `electron [-r module] path/to/app [args…]`, without welcome page and REPL.
//
// It awaits the app's entry: Electron becomes ready only when this module has finished, so what the app
// registers at its top (privileged schemes, Playwright's hooks) still comes in time.
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { app } from 'electron/main';

const { modules, entry, version } = parse(process.argv.slice(1));
if (version) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}
if (entry === undefined) {
  process.stderr.write('Usage: electron [-r module] path/to/app [arguments]\n');
  process.exit(1);
}
if (modules.length > 0) Module._preloadModules(modules);
await load(path.resolve(entry));

function parse(args) {
  const found = { modules: [], entry: undefined, version: false };
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i];
    if (arg === '-r' || arg === '--require') found.modules.push(args[(i += 1)]);
    else if (arg === '-v' || arg === '--version') return { ...found, version: true };
    else if (arg.startsWith('--app=')) return { ...found, entry: arg.slice('--app='.length) };
    else if (!arg.startsWith('-')) return { ...found, entry: arg };
  }
  return found;
}

async function load(target) {
  Object.defineProperty(process, 'defaultApp', {
    configurable: false,
    enumerable: true,
    value: true,
  });
  let file;
  try {
    file = Module._resolveFilename(target, null, true);
  } catch (error) {
    process.stderr.write(`Unable to find an Electron app at ${target}\n${error.message}\n`);
    process.exit(1);
  }
  const own = existsSync(path.join(target, 'package.json')) ? target : undefined;
  describe(own ?? nearestPackage(path.dirname(file)));
  app.setAppPath(own ?? path.dirname(file));
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    process.stderr.write(`App threw an error during load\n${error?.stack ?? error}\n`);
    throw error;
  }
}

/** Name and version decide where the app keeps its files, so they must be the app's, not Electron's. */
function describe(directory) {
  if (directory === undefined) return;
  const about = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'));
  if (about.version) app.setVersion(about.version);
  if (about.productName || about.name) app.name = about.productName || about.name;
  app.setDesktopName(about.desktopName ?? `${app.name}.desktop`);
  if (about.v8Flags) setFlagsFromString(about.v8Flags);
}

/** Unlike Electron's, which calls an app started by its .js file "Electron". */
function nearestPackage(directory) {
  if (existsSync(path.join(directory, 'package.json'))) return directory;
  const parent = path.dirname(directory);
  return parent === directory ? undefined : nearestPackage(parent);
}
