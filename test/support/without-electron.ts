// Outside Electron its package looks for the executable, and would download it. Import this before
// any module that imports it.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= '/nowhere';
