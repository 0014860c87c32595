/**
 * Runs in the page: tries each network feature by which Chromium could reach a server on this
 * computer, and waits for it to fail or time out. Host names are `FEATURE….invalid`.
 *
 * @returns the features, each with its outcome
 */
export async function tryNetworkEscapes({ port }: { port: number }): Promise<string[]> {
  const at = (way: string, scheme = 'http') => `${scheme}://127.0.0.1:${port}/${way}`;
  const named = (way: string) => `https://${way}.invalid/`;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      setTimeout(resolve, ms);
    });
  const element = (tag: string, attributes: Record<string, string>, parent = document.body) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    parent.append(made);
    return made;
  };
  const link = (rel: string, more: Record<string, string> = {}) => {
    element('link', { rel, href: at(rel), ...more }, document.head);
    element('link', { rel, href: named(rel), ...more }, document.head);
  };
  const peer = async (server: RTCIceServer) => {
    const connection = new RTCPeerConnection({ iceServers: [server] });
    connection.createDataChannel('out');
    await connection.setLocalDescription(await connection.createOffer());
    await pause(1500);
    connection.close();
  };
  /** Connects two local peers; their candidates name the server as the other side. */
  const peerToCandidate = async (protocol: 'udp' | 'tcp', host = '127.0.0.1') => {
    const connection = new RTCPeerConnection();
    connection.createDataChannel('out');
    await connection.setLocalDescription(await connection.createOffer());
    const other = new RTCPeerConnection();
    await other.setRemoteDescription(connection.localDescription ?? { type: 'offer' });
    const answer = await other.createAnswer();
    await connection.setRemoteDescription(answer);
    const type = protocol === 'tcp' ? ' tcptype passive' : '';
    await connection.addIceCandidate({
      candidate: `candidate:1 1 ${protocol} 2113937151 ${host} ${port} typ host${type}`,
      sdpMid: '0',
      sdpMLineIndex: 0,
    });
    await pause(1500);
    connection.close();
    other.close();
  };

  const ways: Record<string, () => unknown> = {
    fetch: () => fetch(at('fetch'), { mode: 'no-cors' }),
    'fetch keepalive': () => fetch(at('keepalive'), { mode: 'no-cors', keepalive: true }),
    'fetch by name': () => fetch(named('fetch'), { mode: 'no-cors' }),
    XMLHttpRequest: () => {
      const request = new XMLHttpRequest();
      request.open('GET', at('xhr'));
      request.send();
    },
    sendBeacon: () => navigator.sendBeacon(at('beacon'), 'x'),
    WebSocket: () => new WebSocket(at('socket', 'ws')),
    'WebSocket by name': () => new WebSocket('wss://socket.invalid/'),
    EventSource: () => new EventSource(at('events')),
    WebTransport: () => new WebTransport(at('transport', 'https')).ready,
    img: () => element('img', { src: at('img') }),
    'img srcset': () => element('img', { srcset: `${at('srcset')} 2x` }),
    Image: () => {
      new Image().src = at('image');
    },
    picture: () => {
      const picture = element('picture', {});
      element('source', { srcset: at('source') }, picture);
      element('img', { src: at('fallback') }, picture);
    },
    video: () => element('video', { src: at('video'), poster: at('poster'), autoplay: '' }),
    audio: () => element('audio', { src: at('audio'), autoplay: '' }),
    track: () => {
      const video = element('video', {});
      element('track', { src: at('track'), default: '' }, video);
    },
    iframe: () => element('iframe', { src: at('iframe') }),
    'iframe srcdoc': () =>
      element('iframe', { srcdoc: `<img src="${at('srcdoc')}"><base href="${at('base')}">` }),
    object: () => element('object', { data: at('object') }),
    embed: () => element('embed', { src: at('embed') }),
    'svg image': () => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
      image.setAttribute('href', at('svg-image'));
      const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
      use.setAttribute('href', `${at('svg-use')}#x`);
      svg.append(image, use);
      document.body.append(svg);
    },
    stylesheet: () => link('stylesheet'),
    icon: () => link('icon'),
    manifest: () => link('manifest'),
    prefetch: () => link('prefetch'),
    preload: () => link('preload', { as: 'fetch', crossorigin: '' }),
    modulepreload: () => link('modulepreload'),
    prerender: () => link('prerender'),
    preconnect: () => link('preconnect'),
    'dns-prefetch': () => link('dns-prefetch'),
    'preconnect with credentials': () => link('preconnect', { crossorigin: 'use-credentials' }),
    attributionsrc: () => element('img', { attributionsrc: named('attribution') }),
    'link that is pointed at': () => {
      const dns = { 'http-equiv': 'x-dns-prefetch-control', content: 'on' };
      element('meta', dns, document.head);
      const anchor = element('a', { href: named('anchor') });
      anchor.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    },
    'input image': () => element('input', { type: 'image', src: at('input-image') }),
    'frame of its own making': () => {
      const html = `<img src="${at('blob-frame')}"><meta http-equiv="refresh" content="0; url=${at('blob')}">`;
      element('iframe', { src: URL.createObjectURL(new Blob([html], { type: 'text/html' })) });
    },
    'paint worklet': () =>
      (CSS as unknown as { paintWorklet: Worklet }).paintWorklet.addModule(at('paint')),
    'link to another program': () => {
      location.href = 'mailto:secret@mail.invalid';
    },
    'compression-dictionary': () => link('compression-dictionary'),
    pingback: () => link('pingback'),
    'inline style': () => {
      document.body.style.backgroundImage = `url(${at('background')})`;
      document.body.style.cursor = `url(${at('cursor')}), auto`;
    },
    'constructed style sheet': () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        `@font-face { font-family: out; src: url(${at('font')}) }
         #out-font { font-family: out; background: url(${at('sheet')}); mask: url(${at('mask')}) }`,
      );
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      element('p', { id: 'out-font' }).textContent = 'text';
    },
    FontFace: () => new FontFace('out2', `url(${at('fontface')})`).load(),
    Worker: () => new Worker(at('worker')),
    SharedWorker: () => new SharedWorker(at('shared-worker')),
    'service worker': () => navigator.serviceWorker.register(at('service-worker')),
    import: () => import(/* @vite-ignore */ at('import')),
    'speculation rules': () => {
      const script = document.createElement('script');
      script.type = 'speculationrules';
      script.textContent = JSON.stringify({
        prefetch: [{ source: 'list', urls: [at('speculation')], eagerness: 'immediate' }],
      });
      document.head.append(script);
    },
    form: () => {
      const form = element('form', { action: at('form'), method: 'post', target: '_blank' });
      (form as HTMLFormElement).submit();
    },
    ping: () => {
      const anchor = element('a', { href: '#', ping: at('ping') });
      anchor.click();
    },
    open: () => window.open(at('open')),
    location: () => {
      location.href = at('location');
    },
    'meta refresh': () => {
      element(
        'meta',
        { 'http-equiv': 'refresh', content: `0; url=${at('refresh')}` },
        document.head,
      );
    },
    'report to': () => {
      element(
        'meta',
        {
          'http-equiv': 'Content-Security-Policy',
          content: `img-src 'self'; report-uri ${at('report')}`,
        },
        document.head,
      );
    },
    'Media source by HLS': () =>
      element('video', { src: at('list.m3u8'), type: 'application/x-mpegURL', autoplay: '' }),
    PaymentRequest: () =>
      new PaymentRequest([{ supportedMethods: at('payment', 'https') }], {
        total: { label: 'x', amount: { currency: 'EUR', value: '1' } },
      }).canMakePayment(),
    credentials: () =>
      navigator.credentials.get({
        identity: { providers: [{ configURL: at('fedcm', 'https'), clientId: 'x' }] },
      } as unknown as CredentialRequestOptions),
    'register protocol': () => navigator.registerProtocolHandler('web+out', `${at('protocol')}?%s`),
    'audio worklet': () => new AudioContext().audioWorklet.addModule(at('worklet')),
    'STUN by UDP': () => peer({ urls: `stun:127.0.0.1:${port}` }),
    'STUN by name': () => peer({ urls: 'stun:stun.invalid:3478' }),
    'TURN by UDP': () =>
      peer({ urls: `turn:127.0.0.1:${port}`, username: 'secret', credential: 'x' }),
    'TURN by TCP': () =>
      peer({ urls: `turn:127.0.0.1:${port}?transport=tcp`, username: 'secret', credential: 'x' }),
    'TURN by TLS': () =>
      peer({ urls: `turns:127.0.0.1:${port}?transport=tcp`, username: 'secret', credential: 'x' }),
    'TURN by name': () =>
      peer({ urls: 'turn:turn.invalid:3478?transport=tcp', username: 'secret', credential: 'x' }),
    'TURN by TLS and name': () =>
      peer({ urls: 'turns:turns.invalid:443?transport=tcp', username: 'secret', credential: 'x' }),
    'a peer by name': () => peerToCandidate('udp', 'peer.invalid'),
    'a peer by UDP': () => peerToCandidate('udp'),
    'a peer by TCP': () => peerToCandidate('tcp'),
  };
  const outcomes = await Promise.all(
    Object.entries(ways).map(async ([way, attempt]) => {
      try {
        await Promise.race([attempt(), pause(3000)]);
        return `${way}: tried`;
      } catch (error) {
        return `${way}: ${error instanceof Error ? error.name : typeof error}`;
      }
    }),
  );
  // Styles, media and hints are loaded after the page is drawn.
  await pause(2000);
  return outcomes;
}
