/** Replaces the JSON schema validator of electron-store in the bundle: the app does not use it. */
export function Ajv2020(): never {
  throw new Error('preferences have no JSON schema');
}

// oxlint-disable-next-line import/no-default-export -- in the place of one
export default Ajv2020;
