import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { DROP_REQUEST, EVENTS, REQUESTS } from '../shared/contract/channels';
import type { RawBridge } from '../shared/contract/bridge';

/** The page's only access to Electron: known requests out, known events in. */
const bridge: RawBridge = {
  request(name, input) {
    const isKnown = REQUESTS.includes(name) && (name as string) !== DROP_REQUEST;
    if (!isKnown) return Promise.reject(new Error('no such request'));
    return ipcRenderer.invoke(name, input) as Promise<string>;
  },
  drop(files) {
    // The page passes dropped files without learning their paths. A file made by a script has no
    // path.
    const given = files.slice(0, 2).map((file) => ({
      name: file.name.slice(0, 1000),
      path: webUtils.getPathForFile(file as File),
    }));
    return ipcRenderer.invoke(DROP_REQUEST, { files: given }) as Promise<string>;
  },
  listen(name, listener) {
    if (!EVENTS.includes(name)) throw new Error('no such event');
    const forward = (_event: unknown, json: string) => listener(json);
    ipcRenderer.on(name, forward);
    return () => {
      ipcRenderer.off(name, forward);
    };
  },
};

contextBridge.exposeInMainWorld('ownchat', bridge);
