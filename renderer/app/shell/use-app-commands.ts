import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/lib/result';
import type { AppCommand } from '../../../shared/app/app-command';
import { bridge, listen } from '../../bridge/bridge';
import { hasPrimary, historyStep, isPressed } from '../../ui/hooks/shortcut';
import { useToast } from '../../ui/feedback/toasts';
import { addressOf, isPage } from './navigation';

/** Handles what the menu, a link or a second start of the app asks for while the vault is open. */
export function useAppCommands(): void {
  const { t } = useTranslation();
  const toast = useToast();
  const showRequests = useCallback(async () => {
    const answer = await bridge.app.takeRequests();
    for (const request of answer.ok ? answer.value : []) {
      if (request.kind === 'key') goTo(`${addressOf('api-keys')}/${request.id}`);
      else if (isPage(request.page)) goTo(addressOf(request.page));
      else toast(t('unknownPage'));
    }
  }, [t, toast]);
  useEffect(() => {
    const stops = [
      listen('app:command', showCommand),
      listen('app:requested', () => void showRequests()),
      listenToShortcuts(),
    ];
    // Requests that arrived while the vault was locked.
    void showRequests();
    return () => {
      for (const stop of stops) stop();
    };
  }, [showRequests]);
}

const SHORTCUTS: readonly [key: string, run: () => void][] = [
  ['n', () => showCommand('new-key')],
  ['f', () => showCommand('find')],
  [',', () => showCommand('preferences')],
  ['l', () => void bridge.vault.lock()],
];

/**
 * Menu shortcuts. The menu does not recognise letters on layouts without Latin letters. A key that
 * is handled here does not reach the menu.
 */
function listenToShortcuts(): () => void {
  const onKey = (event: KeyboardEvent) => {
    const step = historyStep(event);
    if (step !== 0) {
      event.preventDefault();
      return window.history.go(step);
    }
    if (!hasPrimary(event) || event.shiftKey || event.repeat) return;
    const shortcut = SHORTCUTS.find(([key]) => isPressed(key, event));
    if (!shortcut) return;
    event.preventDefault();
    shortcut[1]();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function showCommand(command: AppCommand): void {
  switch (command) {
    case 'new-key':
      goTo(`${addressOf('api-keys')}/new`);
      break;
    case 'find':
      goTo(`${addressOf('api-keys')}/find`);
      break;
    case 'preferences':
      goTo(addressOf('preferences'));
      break;
    case 'updates':
      goTo(addressOf('preferences'));
      void bridge.updates.check();
      break;
    case 'about':
      // Shown by a layer that is present on every screen.
      break;
    default:
      assertNever(command);
  }
}

function goTo(address: string): void {
  window.location.hash = address;
}
