/**
 * The scheme that serves the document to print, in a session of its own. Register it with the app's
 * scheme, before the app is ready.
 */
export const REPORT_SCHEME = { scheme: 'report', privileges: { standard: true, secure: true } };
