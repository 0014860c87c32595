import { bridge } from '../../bridge/bridge';
import { storedPreferences } from '../../bridge/preferences';
import { FIRST_FONTS } from '../../ui/theme/fonts';
import { draw } from './draw';
import { startI18n } from './i18n';
import { loadShell } from './load-vault-page';
import { stateOf } from '../use-vault-state';
import { readyToShow } from '../notices/vault-banner';

/** Pure wiring: words, fonts, and the answers without which nothing right can be drawn. */
async function start(): Promise<void> {
  startI18n();
  // Behind the unlock screen. What cannot be loaded is asked for once more where the crash screen stands around it.
  const shell = loadShell().catch(() => undefined);
  const [preferences, answer] = await Promise.all([
    storedPreferences(),
    bridge.vault.state(),
    loadFonts(),
  ]);
  const vault = stateOf(answer);
  if (vault.kind === 'unlocked') await Promise.all([shell, readyToShow(vault)]);
  draw({ preferences, vault });
}

/** The picture has its fonts: without them it would be laid out in others, and then once more. */
async function loadFonts(): Promise<void> {
  await Promise.allSettled(FIRST_FONTS.map((family) => document.fonts.load(`14px '${family}'`)));
}

void start();
