import type { AboutApp, AppRequest, Licence, Zoom } from '../../shared/app/app-command';
import type { appRequests } from '../../shared/contract/app';
import { ok } from '../../shared/lib/result';
import type { FeatureModule } from '../lib/feature-module';

interface Around {
  about: () => AboutApp;
  licences: {
    /** of all packages in the app, by name */
    all(): Promise<Licence[]>;
    /** Opens Chromium's licences in the browser. */
    openChromium(): void;
  };
  /** requests of links and of second starts */
  requests: { take(): AppRequest[] };
  desktop: { zoom(to: Zoom): void };
  ending: { setUnsaved(hasUnsaved: boolean): void; quit(): void };
}

/** The requests about the app itself: window, quitting, About. */
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
