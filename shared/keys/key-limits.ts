/** Limits in characters (Unicode code points), after trimming. */
export const NAME_LENGTH = 80;
export const INTEGRATION_LENGTH = 80;
export const NOTE_LENGTH = 1000;
export const MAX_SCOPES = 500;
export const MAX_ALLOWED_IPS = 100;

/** The latest expiry. A date beyond it is probably a typing error. */
export const MAX_EXPIRY_YEARS = 100;
