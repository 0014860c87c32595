import { app } from 'electron';
import { ownAppImage, updatesOff } from '../updates/update-source';

/** Why this copy of the app does not update itself; null when it does. */
export const updatesOffReason = () =>
  updatesOff({
    isPackaged: app.isPackaged,
    platform: process.platform,
    appImage: ownAppImage(process.env, process.execPath),
    resources: process.resourcesPath,
    publicKey: __OWNCHAT_UPDATE_KEY__,
  });
