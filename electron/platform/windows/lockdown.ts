import type { App, Session, WebContents } from 'electron';
import { closeNetwork, followSystemProxy } from './close-network';
import { inBackground } from '../../lib/in-background';

/** Schemes that the page may load from; every other request is cancelled. */
const OWN_SCHEMES = ['app:', 'devtools:', 'data:', 'blob:'];

/**
 * Denies every page what the app does not need: navigation, new windows, webviews, permissions,
 * downloads and the network.
 *
 * @param developmentUrl the dev server's address during development, else null
 */
export function lockDown(app: App, session: Session, developmentUrl: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    lockDownContents(contents);
  });
  const begin = (made: Session) => {
    spellNothing(made);
    inBackground('the proxy', followSystemProxy(made));
  };
  app.on('session-created', begin);
  begin(session);
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => {
    callback({});
  });
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  // During development the page comes from a server.
  if (developmentUrl === null) inBackground('closing the network', closeNetwork(session));
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isOwn(details.url, developmentUrl) });
  });
}

/**
 * Chromium would download dictionaries for each session from Google, even without spell checking.
 */
function spellNothing(session: Session): void {
  session.setSpellCheckerLanguages([]);
}

function lockDownContents(contents: WebContents): void {
  // WebRTC ignores the content security policy. This setting restricts its UDP to a proxy, and none
  // works.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  const refuse = (event: { preventDefault(): void }) => {
    event.preventDefault();
  };
  // A page that failed may reload itself, but not navigate.
  const refuseUnlessReload = (event: { preventDefault(): void; url: string }) => {
    if (event.url !== contents.getURL()) event.preventDefault();
  };
  contents.on('will-navigate', refuseUnlessReload);
  contents.on('will-frame-navigate', refuseUnlessReload);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  // A page that delays `unload` would stay in its process, with its content, after a lock.
  contents.on('will-prevent-unload', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function isOwn(address: string, developmentUrl: string | null): boolean {
  const url = new URL(address);
  if (OWN_SCHEMES.includes(url.protocol)) return true;
  return developmentUrl !== null && url.host === new URL(developmentUrl).host;
}
