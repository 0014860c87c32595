'use strict';
// Required by Electron before the app. Holds `ready` back until Playwright, which calls `__playwright_run` when it has
// attached itself, lets it go: a window that opens before is sometimes never noticed, and the launch never ends.
// Playwright has such a loader too; it also sets dozens of switches, the keychain's among them.
const { app } = require('electron');

const ready = app.whenReady();
const emit = app.emit.bind(app);
let release = () => undefined;
const released = new Promise((resolve) => {
  release = resolve;
});
let isReleased = false;
let readyArguments = [];

app.isReady = () => isReleased;
app.whenReady = () => released;
app.emit = (event, ...rest) => {
  if (event !== 'ready' || isReleased) return emit(event, ...rest);
  readyArguments = rest;
  return app.listenerCount('ready') > 0;
};
globalThis.__playwright_run = async () => {
  await ready;
  isReleased = true;
  release();
  emit('ready', ...readyArguments);
};
