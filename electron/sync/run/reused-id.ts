import { createHash } from 'node:crypto';

/**
 * The id of a key that is revived after a deletion elsewhere: a UUIDv7 of the same time, derived so
 * that every computer gets the same one. Two administrators who both send their keys again send the
 * same ids.
 *
 * @param deletion the version number of the deletion: another deletion gives another id
 */
export function reusedId(id: string, deletion: number): string {
  const digits = createHash('sha256').update(`${id} ${deletion}`).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(digits.charAt(3), 16) % 4);
  const [first = '', second = ''] = id.split('-');
  return [
    first,
    second,
    `7${digits.slice(0, 3)}`,
    variant + digits.slice(4, 7),
    digits.slice(7, 19),
  ].join('-');
}
