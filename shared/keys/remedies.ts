import type { RiskCode } from './risk-codes';

/** What changes all keys of a finding in one step. */
type Remedy =
  | 'deactivate'
  | 'delete'
  | 'expiration'
  | 'extend'
  | 'reduce'
  | 'addresses'
  | 'integration'
  | 'owner';

/**
 * The remedy of a finding. Without an entry each key needs a decision of its own: a new secret goes
 * to one integration, and a name to one key.
 */
export const REMEDIES: Partial<Record<RiskCode, Remedy>> = {
  'full-access': 'reduce',
  'many-write-scopes': 'reduce',
  'rule-forbidden-permissions': 'reduce',
  'no-ip-limit': 'addresses',
  'rule-addresses-required': 'addresses',
  'expires-in-14-days': 'extend',
  'expires-in-30-days': 'extend',
  unused: 'deactivate',
  'never-used': 'deactivate',
  'rule-unused-for': 'deactivate',
  'no-expiry': 'expiration',
  'rule-expiry-required': 'expiration',
  'rule-max-lifetime': 'expiration',
  expired: 'delete',
  'disabled-long': 'delete',
  'no-integration': 'integration',
  'rule-owner-required': 'owner',
};
