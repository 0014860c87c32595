import { shell } from 'electron';
import type { Licence } from '../../shared/app/app-command';
import { inBackground } from '../lib/in-background';
import { CHROMIUM_LICENCES, electronLicence } from './runtime-licences';

/** The licences of all packages in the app. Chromium's are too long for the page. */
export const licences = {
  async all(): Promise<Licence[]> {
    const { licences: bundled } = await import('virtual:licences');
    const electron = await electronLicence(process.versions.electron);
    return electron ? [electron, ...bundled] : [...bundled];
  },
  openChromium(): void {
    inBackground('opening the licences', shell.openPath(CHROMIUM_LICENCES));
  },
};
