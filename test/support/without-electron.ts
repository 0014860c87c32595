// Outside Electron its package looks for the executable, and would download it. To be imported before what imports it.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= '/nowhere';
