import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '../ui/first-fonts.css';
import '../ui/global.css';
import { createRoot } from 'react-dom/client';
import { DEFAULT_PREFERENCES } from '../../shared/preferences';
import type { Result } from '../../shared/result';
import type { VaultState } from '../../shared/vault-state';
import { bridge } from '../bridge/bridge';
import { loadLaterWords } from '../ui/later-words';
import { FIRST_FONTS } from '../ui/fonts';
import { App } from './app';
import { CrashScreen } from './crash-screen';
import { loadShell } from './open-vault';
import { startI18n } from './i18n';
import { StyleRoot } from './style-root';

/** Pure wiring: words, fonts, styles, and the answers without which nothing right can be drawn. */
async function start(): Promise<void> {
  startI18n();
  const [preferences, vault, newest] = await Promise.all([
    bridge.preferences.get(),
    vaultWithItsScreen(),
    bridge.keys.newest(),
    loadFonts(),
  ]);
  // What is said of a vault that is not as it should be needs words of the pages.
  if (vault.ok && vault.value.kind === 'unlocked' && vault.value.notice) await loadLaterWords();
  const element = document.getElementById('root');
  if (!element) throw new Error('index.html has no #root');
  createRoot(element).render(
    <StyleRoot>
      <CrashScreen>
        <App
          preferences={preferences.ok ? preferences.value : DEFAULT_PREFERENCES}
          newest={newest.ok ? newest.value : null}
          vault={vault.ok ? vault.value : { kind: 'damaged', failure: vault.failure }}
        />
      </CrashScreen>
    </StyleRoot>,
  );
}

/** Where the vault stands; when it has opened by itself, what shows its keys is there as well. */
async function vaultWithItsScreen(): Promise<Result<VaultState>> {
  // What cannot be loaded is asked for once more where the crash screen stands around it: never an empty window.
  const shell = loadShell().catch(() => undefined);
  const vault = await bridge.vault.state();
  if (vault.ok && vault.value.kind === 'unlocked') await shell;
  return vault;
}

/** The first picture has its fonts: without them it would be laid out in others, and then once more. */
async function loadFonts(): Promise<void> {
  await Promise.allSettled(FIRST_FONTS.map((family) => document.fonts.load(`14px '${family}'`)));
}

void start();
