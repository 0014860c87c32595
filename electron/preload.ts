import { contextBridge, ipcRenderer } from 'electron';
import { EVENTS, REQUESTS } from '../shared/channels';
import type { RawBridge } from '../shared/contract';

/** The only thing of Electron that the page can reach: known requests out, known events in. */
const bridge: RawBridge = {
  request(name, input) {
    if (!REQUESTS.includes(name)) return Promise.reject(new Error('no such request'));
    return ipcRenderer.invoke(name, input) as Promise<string>;
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
