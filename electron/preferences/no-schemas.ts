/** Stands in the bundle for what electron-store would check its file against a JSON schema with. */
export function Ajv2020(): never {
  throw new Error('preferences have no JSON schema');
}

// oxlint-disable-next-line import/no-default-export -- in the place of one
export default Ajv2020;
