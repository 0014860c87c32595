import { useSyncExternalStore } from 'react';
import { closeTopOverlay } from './overlay-stack';

/** The address of the window: a page and its parameters, such as `#/activity?key=…` */
export interface Address {
  page: string;
  params: Readonly<Record<string, string>>;
}

/** The address as the `href` of a link, so that links and Back work as in a browser. */
export function hrefOf(page: string, params: Address['params'] = {}): string {
  const query = new URLSearchParams(params).toString();
  return `#/${page}${query === '' ? '' : `?${query}`}`;
}

/** Navigates like a link. */
export function navigateTo(page: string, params?: Address['params']): void {
  window.location.hash = hrefOf(page, params);
}

/**
 * Replaces the address without navigating, for example after a filter of the address was cleared.
 */
export function replaceAddress(page: string, params?: Address['params']): void {
  window.history.replaceState(null, '', hrefOf(page, params));
  // The page itself did not change: keep the address object, so that React does not mount the page
  // again.
  if (known) known = { hash: window.location.hash, address: known.address };
}

/**
 * Parses a hash. What follows the page name after a slash is left to the page. An unknown address
 * has the empty page name.
 */
export function parseAddress(hash: string): Address {
  const [, page = '', query = ''] = /^#\/([a-z-]*)(?:\/[^?]*)?(?:\?(.*))?$/.exec(hash) ?? [];
  return { page, params: Object.fromEntries(new URLSearchParams(query)) };
}

let known: { hash: string; address: Address } | null = null;

/** The same object while the hash is the same, because React compares by identity. */
function readAddress(): Address {
  const { hash } = window.location;
  if (known?.hash !== hash) known = { hash, address: parseAddress(hash) };
  return known.address;
}

const onAddressChange = (listener: () => void) => {
  const follow = (event: HashChangeEvent) => {
    // A dialog is open, perhaps with unsaved input: close it and keep the page with its address.
    if (closeTopOverlay()) window.history.pushState(null, '', event.oldURL);
    else listener();
  };
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
};

/** The present address. Use it in the shell only: each Back must be handled once. */
export const useAddress = (): Address => useSyncExternalStore(onAddressChange, readAddress);
