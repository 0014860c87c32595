/** A secret or the start of one, anywhere in a text, with the characters that follow it. */
const SECRET = /ock_(live|test)_\w{5,}/g;
/** Text in the form of a recovery code: eight groups of four. */
const RECOVERY_CODE = /\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){7}\b/gi;

/** Credentials in an `Authorization` header. */
const CREDENTIALS = /\b(Bearer|bearer|BEARER|Basic) +[\w.~+/=-]{6,}/g;
/** User info before the host of a URL. */
const USER_INFO = /(?<=:\/\/)[^\s/@"']+(?=@)/g;

/**
 * Removes secrets from a text. The app's own log texts (codes, stacks) have none; an exception of a
 * library may quote one.
 */
export function redact(text: string): string {
  return text
    .replaceAll(SECRET, 'ock_$1_[removed]')
    .replaceAll(RECOVERY_CODE, '[removed]')
    .replaceAll(CREDENTIALS, '$1 [removed]')
    .replaceAll(USER_INFO, '[removed]');
}
