/** Passes dropped files to the main process, which decides whether they can be imported. */
export function dropFiles(files: readonly File[]): void {
  window.ownchat.drop(files).catch((error: unknown) => {
    console.error('The main process did not take the files', error);
  });
}
