/**
 * Where the one document to be printed is served from, inside a session of its own. Must be registered with the app's
 * own scheme, before the app is ready.
 */
export const REPORT_SCHEME = { scheme: 'report', privileges: { standard: true, secure: true } };
