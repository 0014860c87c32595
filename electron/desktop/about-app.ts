import { writeSync } from 'node:fs';
import { app } from 'electron';
import type { AboutApp, WithoutLock } from '../../shared/app/app-command';
import { hasChromiumLicences } from './runtime-licences';
import { t } from '../lib/messages';

/**
 * A build whose runtime is past its end of life has a version that ends like this
 * (scripts/package/pack-app.mjs).
 */
const isDevelopmentBuild = (version: string): boolean => version.endsWith('-dev');

/** A development build says so when it starts. */
export function tellDevelopmentBuild(): void {
  if (!isDevelopmentBuild(app.getVersion())) return;
  const { electron } = process.versions;
  writeSync(2, `${t('main:headless.developmentBuild', { electron })}\n`);
}

/** The reason for the missing lock as text. */
export const whyNoLock = ({ obstacle, path }: WithoutLock): string =>
  t(`about.withoutLock.why.${obstacle}`, { path });

/** The message of a start without a lock, where there is no window. */
export const withoutLockLine = (withoutLock: WithoutLock): string =>
  t('main:headless.withoutLock', { why: whyNoLock(withoutLock) });

/** The content of the About dialog. */
export function aboutApp(isSafeStart: boolean, withoutLock: WithoutLock | null): AboutApp {
  const version = app.getVersion();
  const { electron, chrome, node } = process.versions;
  return {
    version,
    electron,
    chromium: chrome,
    node,
    isDevelopmentBuild: isDevelopmentBuild(version),
    isSafeStart,
    withoutLock,
    hasChromiumLicences: hasChromiumLicences(),
    canProtectContent: process.platform !== 'linux',
  };
}
