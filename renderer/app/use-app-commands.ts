import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../shared/result';
import type { AppCommand } from '../../shared/app-command';
import { bridge, listen } from '../bridge/bridge';
import { useToast } from '../ui/toasts';
import { addressOf, isPage } from './navigation';

/** Shows what the menu, a link or another start of the app asks for. For while the vault is open. */
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
    ];
    // What was asked for while the vault was locked.
    void showRequests();
    return () => {
      for (const stop of stops) stop();
    };
  }, [showRequests]);
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
      // Shown by the layer that is there on every screen.
      break;
    default:
      assertNever(command);
  }
}

function goTo(address: string): void {
  window.location.hash = address;
}
