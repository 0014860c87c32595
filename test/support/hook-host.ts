import { act, createElement } from 'react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';

/**
 * Runs hooks of components without output under the real React, with its memos, effects and
 * external stores. There is no document; the stubs are what React needs to create and fill a root.
 */
export async function hookHost(): Promise<{
  render: (node: ReactNode) => Promise<void>;
  /** Runs a change, and waits until React and all promises are done. */
  step: (change: () => void | Promise<void>) => Promise<void>;
  end: () => Promise<void>;
}> {
  function nothing() {
    return undefined;
  }
  const document = {
    nodeType: 9,
    addEventListener: nothing,
    removeEventListener: nothing,
    activeElement: null,
    defaultView: globalThis,
  };
  const container = {
    nodeType: 1,
    nodeName: 'DIV',
    tagName: 'DIV',
    namespaceURI: 'http://www.w3.org/1999/xhtml',
    ownerDocument: document,
    addEventListener: nothing,
    removeEventListener: nothing,
    textContent: '',
    firstChild: null,
  };
  vi.stubGlobal('document', document);
  vi.stubGlobal('HTMLIFrameElement', nothing);
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const { createRoot } = await import('react-dom/client');
  const root = createRoot(container as unknown as Element);
  const step = async (change: () => void | Promise<void>) => {
    await act(async () => {
      await change();
    });
  };
  return {
    render: (node) => step(() => root.render(node)),
    step,
    end: () => step(() => root.render(createElement(() => null))),
  };
}
