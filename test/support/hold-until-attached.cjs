'use strict';
// Loaded by Electron before the app. Delays `ready` until Playwright has attached and calls
// `__playwright_run`: a window that opens earlier is sometimes missed, and the launch hangs.
// Playwright's own loader also sets dozens of switches, among them the keychain's.
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
