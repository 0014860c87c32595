/**
 * Turns npm's bill of materials into the app's: replaces the name of the folder by the app's, and adds Electron, Chromium
 * and Node, which npm does not list.
 *
 * @param {any} bill of `npm sbom --sbom-format=cyclonedx`
 * @param {{ name: string, version: string }} app
 * @param {{ electron: string, chrome: string, node: string }} runtime the packed versions, as in Electron's `process.versions`
 * @returns {any} CycloneDX
 */
export function appBill(bill, app, runtime) {
  const ref = `pkg:generic/${app.name}@${app.version}`;
  const before = bill.metadata.component['bom-ref'];
  const [electron, chromium, node] = [
    part('npm', 'electron', runtime.electron),
    part('generic', 'chromium', runtime.chrome),
    part('generic', 'node', runtime.node),
  ];
  return {
    ...bill,
    metadata: {
      ...bill.metadata,
      component: {
        ...bill.metadata.component,
        'bom-ref': ref,
        type: 'application',
        name: app.name,
        version: app.version,
        purl: ref,
      },
    },
    components: [...bill.components, electron, chromium, node],
    dependencies: [
      ...bill.dependencies.map((/** @type {{ ref: string, dependsOn?: string[] }} */ entry) =>
        entry.ref === before
          ? { ref, dependsOn: [...(entry.dependsOn ?? []), electron.purl] }
          : entry,
      ),
      { ref: electron.purl, dependsOn: [chromium.purl, node.purl] },
      { ref: chromium.purl, dependsOn: [] },
      { ref: node.purl, dependsOn: [] },
    ],
  };
}

/** @param {string} kind @param {string} name @param {string} version */
function part(kind, name, version) {
  const purl = `pkg:${kind}/${name}@${version}`;
  return { 'bom-ref': purl, type: 'framework', name, version, scope: 'required', purl };
}
