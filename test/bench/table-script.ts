/**
 * The harness in the page, as `window.bench`. It uses accessible names, like a user; every time is
 * from the input to the first painted frame that shows its effect.
 */
export const TABLE_SCRIPT = `(${inPage.toString()})();`;

// Runs in the page, so it must not use anything outside itself.
function inPage(): void {
  const GIVE_UP_MS = 30_000;

  const nextPaint = () =>
    new Promise<void>((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => done());
        port1.start();
        port2.postMessage(null);
      });
    });

  /** Lets the last frame finish first: a measurement begins in a page at rest. */
  const atRest = async () => {
    await nextPaint();
    await new Promise((resume) => setTimeout(resume, 100));
  };

  async function until(isSo: () => boolean): Promise<void> {
    const start = performance.now();
    while (!isSo()) {
      if (performance.now() - start > GIVE_UP_MS) throw new Error(`not so: ${isSo.toString()}`);
      await nextPaint();
    }
  }

  /** @returns milliseconds until a value read from the document has changed, and that is painted */
  async function untilOther(read: () => string, act: () => void): Promise<number> {
    const before = read();
    const start = performance.now();
    act();
    // Synchronous rendering appears in the next frame, otherwise in a later one.
    await nextPaint();
    await until(() => read() !== before);
    return performance.now() - start;
  }

  const buttons = () => [...document.querySelectorAll<HTMLElement>('th button')];
  const count = () =>
    [...document.querySelectorAll('[role=status]')]
      .map((status) => status.textContent ?? '')
      .find((text) => / of .* keys?$/.test(text)) ?? '';
  const order = () =>
    [...document.querySelectorAll('th')].map((head) => head.getAttribute('aria-sort')).join();

  function type(text: string): void {
    const input = document.querySelector<HTMLInputElement>('input[aria-label="Search API keys"]');
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    if (!input) throw new Error('no search box');
    value?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function scroller(): Element {
    let element = document.querySelector('table')?.parentElement;
    while (element && element.scrollHeight <= element.clientHeight) element = element.parentElement;
    if (!element) throw new Error('nothing to scroll');
    return element;
  }

  const link = (name: string) => {
    const found = [...document.querySelectorAll<HTMLElement>('nav a')].find((candidate) =>
      candidate.textContent?.trim().startsWith(name),
    );
    if (!found) throw new Error(`no page ${name}`);
    return found;
  };
  const LOADING = 'main [aria-busy=true], main [role=status][aria-label]';
  const isShown = (name: string) =>
    document.querySelector('main h1')?.textContent === name && !document.querySelector(LOADING);

  /** @returns milliseconds until a page is shown with all that it loads */
  async function openPage(name: string): Promise<number> {
    await atRest();
    const start = performance.now();
    link(name).click();
    await nextPaint();
    await until(() => isShown(name));
    return performance.now() - start;
  }

  const bench = {
    there: (selector: string) => until(() => document.querySelector(selector) !== null),

    /** Types each query into the empty search box. */
    async search(queries: string[]): Promise<number[]> {
      const times: number[] = [];
      for (const query of queries) {
        times.push(await untilOther(count, () => type(query)));
        await untilOther(count, () => type(''));
        await atRest();
      }
      return times;
    },

    /** Sorts by each column, both ways. */
    async sort(columns: string[]): Promise<number[]> {
      const times: number[] = [];
      for (const column of [...columns, ...columns].toSorted()) {
        const button = buttons().find((candidate) => candidate.textContent?.trim() === column);
        if (!button) throw new Error(`no column ${column}`);
        times.push(await untilOther(order, () => button.click()));
        await atRest();
      }
      return times;
    },

    /** Opens a page from the page of the keys, and goes back. @returns both times */
    async page(name: string): Promise<{ there: number; back: number }> {
      return { there: await openPage(name), back: await openPage('API Keys') };
    },

    /** Opens the details of a key by a click on its row. */
    async details(row: number): Promise<number> {
      const target = document.querySelectorAll<HTMLElement>('tr[data-key-id]')[row];
      if (!target) throw new Error(`no row ${row}`);
      await atRest();
      return untilOther(
        () => document.querySelector<HTMLElement>('#key-details')?.dataset['keyId'] ?? '',
        () => target.click(),
      );
    },

    /** Scrolls from top to bottom in small steps and in jumps. @returns the number of long tasks */
    async scroll(longTaskMs: number): Promise<number> {
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        tasks.push(...list.getEntries().map((entry) => entry.duration));
      });
      observer.observe({ entryTypes: ['longtask'] });
      const element = scroller();
      const height = element.scrollHeight - element.clientHeight;
      for (let step = 0; step < 60; step += 1) {
        element.scrollTop += 120;
        await nextPaint();
      }
      for (let step = 0; step <= 60; step += 1) {
        element.scrollTop = (height * step) / 60;
        await nextPaint();
      }
      element.scrollTop = 0;
      await nextPaint();
      // The last task is reported after it has ended.
      await new Promise((resume) => setTimeout(resume, 100));
      tasks.push(...observer.takeRecords().map((entry) => entry.duration));
      observer.disconnect();
      return tasks.filter((duration) => duration > longTaskMs).length;
    },
  };
  Object.assign(window, { bench });
}
