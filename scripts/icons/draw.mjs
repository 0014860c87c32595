// Run by Electron: draws the SVG pictures as PNG files and ends. Chromium is available wherever the app is built.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { app, BrowserWindow } from 'electron';

/**
 * One picture to draw: `{ source, target, size }`, paths absolute, size in pixels.
 *
 * @type {{ source: string, target: string, size: number }[]}
 */
const pictures = JSON.parse(process.env.OWNCHAT_PICTURES ?? '[]');

/** Runs in the page. */
const DRAW = `(async () => {
  const image = new Image(SIZE, SIZE);
  image.src = 'data:image/svg+xml;base64,SVG';
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  canvas.getContext('2d').drawImage(image, 0, 0, SIZE, SIZE);
  return canvas.toDataURL('image/png');
})()`;

app.disableHardwareAcceleration();
app.whenReady().then(drawAll).catch(fail);

async function drawAll() {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('about:blank');
  for (const { source, target, size } of pictures) {
    const svg = await readFile(source, 'base64');
    const url = await window.webContents.executeJavaScript(
      DRAW.replace('SVG', svg).replaceAll('SIZE', String(size)),
    );
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, Buffer.from(url.split(',')[1], 'base64'));
  }
  app.exit(0);
}

/** @param {unknown} error */
function fail(error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  app.exit(1);
}
