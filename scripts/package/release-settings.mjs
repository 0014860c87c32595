import { publicKeyOf } from './release-manifest.mjs';

/**
 * The required secrets and variables of the environment `release`; CONTRIBUTING.md describes each.
 */
export const RELEASE_SETTINGS = [
  'OWNCHAT_UPDATE_PRIVATE_KEY',
  'OWNCHAT_UPDATE_KEY',
  'WINDOWS_CERTIFICATE',
  'WINDOWS_CERTIFICATE_PASSWORD',
  'MAC_CERTIFICATE',
  'MAC_CERTIFICATE_PASSWORD',
  'APPLE_API_KEY',
  'APPLE_API_KEY_ID',
  'APPLE_API_ISSUER',
];

/**
 * Checks the settings of a release before an hour of building. With wrong settings the release would be unsigned,
 * not notarised, or refused by every installed app.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string | null} the faults, without any value of a setting
 */
export function settingsProblem(env) {
  const missing = RELEASE_SETTINGS.filter((name) => !env[name]?.trim());
  if (missing.length > 0) return `These are not set: ${missing.join(', ')}.`;
  if (!/^-----BEGIN PRIVATE KEY-----\s/.test(env.APPLE_API_KEY ?? ''))
    return 'APPLE_API_KEY is not the text of a .p8 file.';
  if (publicHalf(env.OWNCHAT_UPDATE_PRIVATE_KEY ?? '') !== env.OWNCHAT_UPDATE_KEY)
    return 'OWNCHAT_UPDATE_KEY is not the public half of OWNCHAT_UPDATE_PRIVATE_KEY: installed apps would refuse every update.';
  return null;
}

/** @param {string} privateKey @returns {string | null} null when it is none */
function publicHalf(privateKey) {
  try {
    return publicKeyOf(privateKey);
  } catch {
    return null;
  }
}
