import { createHash } from 'node:crypto';

/**
 * The id under which a key comes back after it was deleted elsewhere: a UUIDv7 of the same moment, the same on every
 * computer. So two administrators who both send their keys again send the same ones.
 *
 * @param deletion the endpoint's number of it: another deletion gives another id
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
