import { bridge } from '../../bridge/bridge';
import { storedPreferences } from '../../bridge/preferences';
import { waitFirstFor } from '../../ui/hooks/when-idle';
import { draw } from './draw';
import { startI18n } from './i18n';
import { keepShell } from './load-vault-page';
import { Shell } from '../shell/shell';
import { stateOf } from '../use-vault-state';
import { readyToShow } from '../notices/vault-banner';

// The first page when the vault opens by itself: all but the keys is drawn while that is under way, with nothing waited
// for.

startI18n();
keepShell(Shell);
const outcome = bridge.vault.state();
const first = firstRows(bridge.keys.newest());
waitFirstFor(first);
draw({ preferences: storedPreferences(), vault: { kind: 'opening', outcome, first } });

/** The first rows do not come before what is said above them, which would push them down. */
async function firstRows<Rows>(rows: Promise<Rows>): Promise<Rows> {
  const [answer] = await Promise.all([rows, outcome.then((known) => readyToShow(stateOf(known)))]);
  return answer;
}
