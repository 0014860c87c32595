/** The names of the sealed settings. They are in stored vaults, so they never change. */
export const RULES_SETTING = 'rules';
export const EXCEPTIONS_SETTING = 'rule-exceptions';
