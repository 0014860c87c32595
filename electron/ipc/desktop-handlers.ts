import type { AboutApp, AppRequest, Licence, Zoom } from '../../shared/app/app-command';
import { ok } from '../../shared/lib/result';
import type { UpdateState } from '../../shared/updates/update-state';
import type { Handlers } from './answer';
import { inBackground } from '../lib/in-background';

/** What the window asks of the app around it. */
export interface DesktopParts {
  about: () => AboutApp;
  licences: () => Promise<readonly Licence[]>;
  openChromiumLicences: () => void;
  takeRequests: () => AppRequest[];
  zoom: (to: Zoom) => void;
  updates: {
    readonly state: UpdateState;
    check(): Promise<void>;
    download(): Promise<void>;
    install(): Promise<void>;
  };
}

type DesktopRequest =
  | 'app:about'
  | 'app:licences'
  | 'app:open-chromium-licences'
  | 'app:take-requests'
  | 'app:zoom'
  | 'updates:state'
  | 'updates:check'
  | 'updates:download'
  | 'updates:install';

/** How long an update takes is told by its events; what was asked for is only begun here. */
export function desktopHandlers({
  about,
  licences,
  openChromiumLicences,
  takeRequests,
  zoom,
  updates,
}: DesktopParts): Pick<Handlers, DesktopRequest> {
  const begin = (work: Promise<void>) => {
    inBackground('an update', work);
    return ok(undefined);
  };
  return {
    'app:about': () => ok(about()),
    'app:licences': async () => ok([...(await licences())]),
    'app:open-chromium-licences': () => {
      openChromiumLicences();
      return ok(undefined);
    },
    'app:take-requests': () => ok(takeRequests()),
    'app:zoom': ({ to }) => {
      zoom(to);
      return ok(undefined);
    },
    'updates:state': () => ok(updates.state),
    'updates:check': () => begin(updates.check()),
    'updates:download': () => begin(updates.download()),
    'updates:install': () => begin(updates.install()),
  };
}
