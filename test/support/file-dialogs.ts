import type { ElectronApplication } from '@playwright/test';

// The system's dialogs cannot be driven: in their place, the main process answers what the test has chosen.

/** From now on: whoever is asked for a folder or a file to open chooses this; null chooses none. */
export async function chooseFolder(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({
      canceled: chosen === null,
      filePaths: chosen === null ? [] : [chosen],
    });
  }, path);
}

/** From now on: whoever is asked where to write chooses this. */
export async function chooseTarget(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, path);
}
