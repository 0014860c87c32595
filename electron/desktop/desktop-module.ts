import type { AboutApp, AppRequest, Licence, Zoom } from '../../shared/app/app-command';
import type { appRequests } from '../../shared/contract/app';
import { ok } from '../../shared/lib/result';
import type { FeatureModule } from '../lib/feature-module';

interface Around {
  about: () => AboutApp;
  licences: {
    /** of everything that is in the app, by name */
    all(): Promise<Licence[]>;
    /** Shows those of Chromium in the browser. */
    openChromium(): void;
  };
  /** what links and other starts of the app asked for */
  requests: { take(): AppRequest[] };
  desktop: { zoom(to: Zoom): void };
  ending: { setUnsaved(hasUnsaved: boolean): void; quit(): void };
}

/** The app around the vault: its window, its end, what it says of itself. */
export function desktopModule(around: Around): FeatureModule<typeof appRequests> {
  const { about, licences, requests, desktop, ending } = around;
  const done = ok(undefined);
  return {
    handlers: {
      'app:set-unsaved': ({ hasUnsaved }) => {
        ending.setUnsaved(hasUnsaved);
        return done;
      },
      'app:quit': () => {
        ending.quit();
        return done;
      },
      'app:about': () => ok(about()),
      'app:licences': async () => ok(await licences.all()),
      'app:open-chromium-licences': () => {
        licences.openChromium();
        return done;
      },
      'app:take-requests': () => ok(requests.take()),
      'app:zoom': ({ to }) => {
        desktop.zoom(to);
        return done;
      },
    },
  };
}
