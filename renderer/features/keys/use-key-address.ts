import { useEffect, useRef } from 'react';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { ShownList } from './store/key-store';

const PAGE = '#/api-keys';

/**
 * Handles an address below the page: `new`, `find`, the id of a key, or `rotate/` and an id. It is handled once and
 * replaced by the page's address, so that Back does not repeat it.
 */
export function useKeyAddress(
  list: ShownList,
  show: {
    create(): void;
    find(): void;
    show(apiKey: ApiKey): void;
    rotate(apiKey: ApiKey): void;
    missing(): void;
  },
): void {
  const latest = useRef({ index: list.index, show });
  useEffect(() => {
    latest.current = { index: list.index, show };
  });
  // A key can be reported as missing only when all keys have arrived.
  const { isComplete } = list;
  useEffect(() => {
    if (!isComplete) return undefined;
    const answer = () => {
      const [, rest] = window.location.hash.split(`${PAGE}/`);
      if (rest === undefined) return;
      window.history.replaceState(null, '', PAGE);
      const { index: keys, show: to } = latest.current;
      if (rest === 'new') return to.create();
      if (rest === 'find') return to.find();
      const [, rotated] = rest.split('rotate/');
      const apiKey = keys.get(rotated ?? rest);
      if (apiKey === undefined) to.missing();
      else if (rotated === undefined) to.show(apiKey);
      else to.rotate(apiKey);
    };
    answer();
    window.addEventListener('hashchange', answer);
    return () => window.removeEventListener('hashchange', answer);
  }, [isComplete]);
}
