import { useSyncExternalStore } from 'react';
import { closeTopOverlay } from './overlay-stack';

/** Where the window is: a page, and what it is asked to show. `#/activity?key=…` */
export interface Address {
  page: string;
  params: Readonly<Record<string, string>>;
}

/** The address as the `href` of a link, so that links are links and Back goes back. */
export function hrefOf(page: string, params: Address['params'] = {}): string {
  const query = new URLSearchParams(params).toString();
  return `#/${page}${query === '' ? '' : `?${query}`}`;
}

/** Goes there, as a link would. */
export function goTo(page: string, params?: Address['params']): void {
  window.location.hash = hrefOf(page, params);
}

/** Says where the window is by now, without going anywhere: a filter that came with the address was cleared. */
export function restateAddress(page: string, params?: Address['params']): void {
  window.history.replaceState(null, '', hrefOf(page, params));
  // The page that is shown is still the one that was gone to: whoever is drawn anew is not to begin anew.
  if (known) known = { hash: window.location.hash, address: known.address };
}

/** Takes a hash apart. What follows the page after a slash is the page's own business; what is not an address of ours is the page with an empty name. */
export function parseAddress(hash: string): Address {
  const [, page = '', query = ''] = /^#\/([a-z-]*)(?:\/[^?]*)?(?:\?(.*))?$/.exec(hash) ?? [];
  return { page, params: Object.fromEntries(new URLSearchParams(query)) };
}

let known: { hash: string; address: Address } | null = null;

/** The same object as long as the hash is the same: React compares. */
function readAddress(): Address {
  const { hash } = window.location;
  if (known?.hash !== hash) known = { hash, address: parseAddress(hash) };
  return known.address;
}

const onAddressChange = (listener: () => void) => {
  const follow = (event: HashChangeEvent) => {
    // A dialog lies over the page, perhaps with something typed in it: the page stays, and its address with it.
    if (closeTopOverlay()) window.history.pushState(null, '', event.oldURL);
    else listener();
  };
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
};

/** The address, followed. For the shell alone: a step back is taken once. */
export const useAddress = (): Address => useSyncExternalStore(onAddressChange, readAddress);
