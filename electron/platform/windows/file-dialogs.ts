import type { BrowserWindow, Dialog, FileFilter } from 'electron';

/**
 * The system's own dialogs for files and folders. They belong to the window, and what is chosen stays in the main
 * process: the page cannot name a path.
 */
export class FileDialogs {
  readonly #dialog: Dialog;
  readonly #window: () => BrowserWindow | null;

  constructor(dialog: Dialog, window: () => BrowserWindow | null) {
    this.#dialog = dialog;
    this.#window = window;
  }

  /** @returns the folder, or null when none is chosen */
  async chooseFolder(title: string): Promise<string | null> {
    const window = this.#window();
    if (!window) return null;
    const { canceled, filePaths } = await this.#dialog.showOpenDialog(window, {
      title,
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  }

  /** @returns the file, or null when none is chosen */
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

  /** @returns where to write, or null when nothing is chosen; the system asks before a file is replaced */
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
