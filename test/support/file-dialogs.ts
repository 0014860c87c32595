import type { ElectronApplication } from '@playwright/test';

// Native dialogs cannot be driven: the main process returns the test's choice instead.

/** From now on a dialog for a folder or a file returns this; null cancels it. */
export async function chooseFolder(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({
      canceled: chosen === null,
      filePaths: chosen === null ? [] : [chosen],
    });
  }, path);
}

/** From now on a dialog for a target returns this. */
export async function chooseTarget(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, path);
}
