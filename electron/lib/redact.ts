/** A secret or the beginning of one, anywhere in a text, and whatever it runs into. */
const SECRET = /ock_(live|test)_\w{5,}/g;
/** What follows in a recovery code's form: eight groups of four. */
const RECOVERY_CODE = /\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){7}\b/gi;

/** What a header says to prove who asks. */
const CREDENTIALS = /\b(Bearer|bearer|BEARER|Basic) +[\w.~+/=-]{6,}/g;
/** What may stand before the host in an address. */
const USER_INFO = /(?<=:\/\/)[^\s/@"']+(?=@)/g;

/**
 * Takes out of a text what must not be kept. What is written to the log is ours (codes, stacks); this is for what
 * an exception of somebody else's may quote.
 */
export function redact(text: string): string {
  return text
    .replaceAll(SECRET, 'ock_$1_[removed]')
    .replaceAll(RECOVERY_CODE, '[removed]')
    .replaceAll(CREDENTIALS, '$1 [removed]')
    .replaceAll(USER_INFO, '[removed]');
}
