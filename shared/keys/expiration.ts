/** The offered lifetimes in days. */
export const LIFETIMES = ['7', '30', '60', '90', '180', '365'] as const;
export type Lifetime = (typeof LIFETIMES)[number];

/** `unchanged`: the key keeps its date. */
export const EXPIRATION_CHOICES = [...LIFETIMES, 'custom', 'none', 'unchanged'] as const;
export type ExpirationChoice = (typeof EXPIRATION_CHOICES)[number];
