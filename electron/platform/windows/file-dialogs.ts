import type { BrowserWindow, Dialog, FileFilter } from 'electron';

/**
 * The system's file and folder dialogs. They belong to the window, and chosen paths stay in the
 * main process: the page cannot name one.
 */
export class FileDialogs {
  readonly #dialog: Dialog;
  readonly #window: () => BrowserWindow | null;

  constructor(dialog: Dialog, window: () => BrowserWindow | null) {
    this.#dialog = dialog;
    this.#window = window;
  }

  /** @returns the folder, or null when cancelled */
  async chooseFolder(title: string): Promise<string | null> {
    const window = this.#window();
    if (!window) return null;
    const { canceled, filePaths } = await this.#dialog.showOpenDialog(window, {
      title,
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  }

  /** @returns the file, or null when cancelled */
  async chooseFile(title: string, filters: FileFilter[]): Promise<string | null> {
    const window = this.#window();
    if (!window) return null;
    const { canceled, filePaths } = await this.#dialog.showOpenDialog(window, {
      title,
      filters,
      properties: ['openFile'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  }

  /** @returns the target, or null when cancelled; the system confirms a replacement */
  async chooseTarget(
    title: string,
    fileName: string,
    filters: FileFilter[],
  ): Promise<string | null> {
    const window = this.#window();
    if (!window) return null;
    const { canceled, filePath } = await this.#dialog.showSaveDialog(window, {
      title,
      defaultPath: fileName,
      filters,
    });
    return canceled || filePath === '' ? null : filePath;
  }
}
