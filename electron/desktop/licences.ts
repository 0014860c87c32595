import { shell } from 'electron';
import type { Licence } from '../../shared/app/app-command';
import { inBackground } from '../lib/in-background';
import { CHROMIUM_LICENCES, electronLicence } from './runtime-licences';

/** The licences of everything that is in the app. Those of Chromium are too long for the page. */
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
