import { OPENING_QUERY } from '../../../shared/app/first-page';
import type { Result } from '../../../shared/lib/result';
import type { VaultState } from '../../../shared/vault/vault-state';
import { bridge } from '../../bridge/bridge';
import { storedPreferences } from '../../bridge/preferences';
import { FIRST_FONTS } from '../../ui/theme/fonts';
import { waitFirstFor } from '../../ui/hooks/when-idle';
import { renderApp } from './render-app';
import { startI18n } from './i18n';
import { stateOf } from '../use-vault-state';
import { readyToShow } from '../notices/vault-banner';

/** Starts the page: loads the words and the vault state, then renders. */
function start(): void {
  startI18n('en');
  const outcome = bridge.vault.state();
  if (window.location.search === OPENING_QUERY) drawOpening(outcome);
  else void drawKnown(outcome);
}

/**
 * The vault opens automatically and the main process answers later: everything but the keys is
 * rendered before.
 */
function drawOpening(outcome: Promise<Result<VaultState>>): void {
  const isReady = outcome.then((answer) => readyToShow(stateOf(answer)));
  waitFirstFor(isReady);
  renderApp({ preferences: storedPreferences(), vault: { kind: 'opening', outcome, isReady } });
}

/** Renders nothing before the answers that the first picture depends on. */
async function drawKnown(outcome: Promise<Result<VaultState>>): Promise<void> {
  const [preferences, answer] = await Promise.all([storedPreferences(), outcome, loadFonts()]);
  const vault = stateOf(answer);
  await readyToShow(vault);
  renderApp({ preferences, vault });
}

/** Without its fonts the first picture would be laid out twice. */
async function loadFonts(): Promise<void> {
  await Promise.allSettled(FIRST_FONTS.map((family) => document.fonts.load(`14px '${family}'`)));
}

start();
