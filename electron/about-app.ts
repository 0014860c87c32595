import { writeSync } from 'node:fs';
import { app } from 'electron';
import type { AboutApp } from '../shared/app-command';
import { hasChromiumLicences } from './runtime-licences';
import { fill } from '../shared/fill';
import { commandLineWords } from '../shared/words/en/command-line';

/** A build whose runtime is past its end of life has a version that ends so (scripts/package/pack-app.mjs). */
const isDevelopmentBuild = (version: string): boolean => version.endsWith('-dev');

/** Such a build says so when it starts. */
export function tellDevelopmentBuild(): void {
  if (!isDevelopmentBuild(app.getVersion())) return;
  const { electron } = process.versions;
  writeSync(2, `${fill(commandLineWords.developmentBuild, { electron })}\n`);
}

/** What the app says about itself. */
export function aboutApp(isSafeStart: boolean): AboutApp {
  const version = app.getVersion();
  const { electron, chrome, node } = process.versions;
  return {
    version,
    electron,
    chromium: chrome,
    node,
    isDevelopmentBuild: isDevelopmentBuild(version),
    isSafeStart,
    hasChromiumLicences: hasChromiumLicences(),
    canProtectContent: process.platform !== 'linux',
  };
}
