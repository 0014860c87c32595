import { startVirtualDisplay } from '../../scripts/bootstrap/display.mjs';

/**
 * Gives this process and its children their own display. Without a virtual display, or when
 * `OWNCHAT_TEST_DISPLAY` is `shared`, the present display is used.
 *
 * @returns a function that closes it
 */
export async function takeOwnDisplay(): Promise<() => Promise<void>> {
  const isWanted = process.platform === 'linux' && process.env['OWNCHAT_TEST_DISPLAY'] !== 'shared';
  const display = isWanted ? await startVirtualDisplay().catch(() => null) : null;
  if (!display) return async () => undefined;
  const names = ['DISPLAY', 'WAYLAND_DISPLAY'] as const;
  const before = names.map((name) => process.env[name]);
  delete process.env['WAYLAND_DISPLAY'];
  Object.assign(process.env, display.env);
  return async () => {
    for (const [index, name] of names.entries()) {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await display.stop();
  };
}
