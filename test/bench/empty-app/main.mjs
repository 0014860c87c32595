import { fileURLToPath } from 'node:url';
import { BrowserWindow, app } from 'electron';

// The smallest Electron app: one window like the app's own, with one word in it, shown once
// painted.
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    show: false,
  });
  window.once('ready-to-show', () => window.show());
  return window.loadFile(fileURLToPath(new URL('index.html', import.meta.url)));
});
