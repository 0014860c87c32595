import { createHash, timingSafeEqual } from 'node:crypto';
import type { CollectionName } from '../store/dataset';
import { ERRNO, KintoError } from './kinto-error';

/** A user of the endpoint, with a bearer token, a password, or both. */
export interface User {
  /** a Kinto principal: `account:alice` */
  id: string;
  token?: string;
  password?: string;
  access: 'read' | 'write';
  /** has access to the collection of keys only: the rest of the bucket is hidden */
  isOfCollectionOnly?: boolean;
  /**
   * rights from the server's settings, as `kinto.record_write_principals`: no permissions are shown
   */
  isBySettings?: boolean;
}

/** Only the server writes usage. */
const WRITABLE: readonly CollectionName[] = ['api-keys'];

/** Authenticates and authorises calls. */
export class Access {
  constructor(private readonly users: readonly User[]) {}

  /** @returns null for a missing or wrong `Authorization`: Kinto answers both alike */
  userOf(authorization: string | undefined): User | null {
    const [scheme = '', value = ''] = (authorization ?? '').split(' ', 2);
    if (/^bearer$/i.test(scheme)) {
      return this.users.find(({ token }) => token !== undefined && same(token, value)) ?? null;
    }
    if (!/^basic$/i.test(scheme)) return null;
    const [name = '', ...rest] = Buffer.from(value, 'base64').toString('utf8').split(':');
    const password = rest.join(':');
    return (
      this.users.find(
        (user) =>
          user.id === `account:${name}` &&
          user.password !== undefined &&
          same(user.password, password),
      ) ?? null
    );
  }

  /** Throws 401 without a user. */
  requireUser(user: User | null): User {
    if (user === null) {
      throw new KintoError(
        401,
        ERRNO.missingAuthToken,
        'Please authenticate yourself to use this endpoint.',
        undefined,
        { 'WWW-Authenticate': 'Basic realm="Kinto", Bearer realm="Kinto"' },
      );
    }
    return user;
  }

  /** Throws 401 without a user, 403 without the right. */
  require(given: User | null, level: 'read' | 'write', collection?: CollectionName): User {
    const user = this.requireUser(given);
    if (user.isOfCollectionOnly && collection !== 'api-keys') throw forbidden();
    if (level === 'write' && !this.mayWrite(user, collection)) throw forbidden();
    return user;
  }

  /** The permissions that Kinto shows: a read-only user does not see others' rights. */
  permissionsFor(user: User, collection?: CollectionName): Record<string, string[]> {
    if (!this.mayWrite(user, collection) || user.isBySettings) return {};
    const having = (access: User['access']) =>
      this.users.filter((other) => other.access === access).map(({ id }) => id);
    return { write: having('write'), read: having('read') };
  }

  private mayWrite(user: User, collection?: CollectionName): boolean {
    return user.access === 'write' && (collection === undefined || WRITABLE.includes(collection));
  }
}

export const forbidden = (): KintoError =>
  new KintoError(403, ERRNO.forbidden, 'This user cannot access this resource.');

export const principalsOf = ({ id }: User): string[] => [
  id,
  'system.Everyone',
  'system.Authenticated',
];

function same(expected: string, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
