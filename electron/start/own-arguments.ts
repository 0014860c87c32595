/**
 * The arguments for the app, without the executable. When Electron was given the app as a folder,
 * everything up to the folder is removed too.
 *
 * @param isDefaultApp whether Electron runs an app from a path, as in `electron PATH`
 */
export function ownArguments(argv: readonly string[], isDefaultApp: boolean): string[] {
  if (!isDefaultApp) return argv.slice(1);
  const takesValue = new Set(['-r', '--require']);
  for (let at = 1; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    if (takesValue.has(argument)) at += 1;
    else if (!argument.startsWith('-')) return argv.slice(at + 1);
  }
  return [];
}
