import { app } from 'electron';
import { ownAppImage, updatesOff } from '../updates/update-source';

/** Why this copy of the app brings no updates of its own; null when it does. */
export const updatesOffHere = () =>
  updatesOff({
    isPackaged: app.isPackaged,
    platform: process.platform,
    appImage: ownAppImage(process.env, process.execPath),
    resources: process.resourcesPath,
    publicKey: __OWNCHAT_UPDATE_KEY__,
  });
