/** Hands dropped files over. Which file it is, and whether it is one that can be imported, is for the main process to find. */
export function dropFiles(files: readonly File[]): void {
  window.ownchat.drop(files).catch((error: unknown) => {
    console.error('The main process did not take the files', error);
  });
}
