/**
 * Switches of Chromium and Electron that give others the content of the running app: debuggers, programs that are put in
 * place of its processes, traffic that is written down or sent to another place, and guards of the page that are taken away.
 */
const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-socket-name',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'auto-open-devtools-for-tabs',
  'allow-sandbox-debugging',
  'wait-for-debugger-children',
  'trace-startup',
  'enable-tracing',
  'load-extension',
  'browser-subprocess-path',
  'renderer-cmd-prefix',
  'zygote-cmd-prefix',
  'utility-cmd-prefix',
  'ppapi-plugin-launcher',
  'gpu-launcher',
  'single-process',
  'js-flags',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-rules',
  'host-resolver-rules',
  'ssl-key-log-file',
  'log-net-log',
  'net-log-capture-mode',
] as const;

/** @param has whether this start was given that switch, in whatever form the system knows */
export const refusedSwitches = (has: (name: string) => boolean): string[] =>
  REFUSED.filter((name) => has(name));
