/** Limits in characters (Unicode code points), after trimming. */
export const NAME_LENGTH = 80;
export const INTEGRATION_LENGTH = 80;
export const NOTE_LENGTH = 1000;
export const OWNER_LENGTH = 80;
export const TAG_LENGTH = 40;
export const REASON_LENGTH = 200;
export const MAX_TAGS = 10;
export const MAX_SCOPES = 500;
export const MAX_ALLOWED_IPS = 100;

/** The latest expiry. A date beyond it is probably a typing error. */
export const MAX_EXPIRY_YEARS = 100;

/** Five years. */
export const MAX_ROTATE_EVERY_DAYS = 1825;

/** How long a deleted key can be restored. */
export const DELETED_KEPT_DAYS = 30;

/** Ten years: the most that one change moves the expiry of a key. */
export const MAX_EXTENSION_DAYS = 3650;
