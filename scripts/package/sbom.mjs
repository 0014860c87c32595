/**
 * Makes what npm knows about our packages the bill of materials of the app: npm names the folder it was asked in, and
 * does not know what the packages run on.
 *
 * @param {any} bill of `npm sbom --sbom-format=cyclonedx`
 * @param {{ name: string, version: string }} app
 * @param {{ electron: string, chrome: string, node: string }} runtime what is packed, as Electron's `process.versions`
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
