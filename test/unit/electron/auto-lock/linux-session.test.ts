import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DbusConnection } from '../../../../electron/platform/dbus/dbus-connection';
import { watchLinuxSession } from '../../../../electron/auto-lock/linux-session';
import { startLoginService } from '../../../support/login-service';
import { startMessageBus, whyNoMessageBus } from '../../../support/message-bus';
import { temporaryDirectory } from '../../../support/test-vault';

/** A real bus, with a login service on request, and a listener. */
async function listening({ hasLogin = false } = {}) {
  const bus = await startMessageBus();
  onTestFinished(() => bus.stop());
  const login = hasLogin ? await startLoginService(bus.address) : null;
  onTestFinished(() => login?.close());
  const onLeave = vi.fn();
  const stop = await watchLinuxSession(bus.env, onLeave);
  onTestFinished(stop);
  /** Everything sent before has arrived when this has: a bus keeps the order. */
  const settled = async () => {
    const before = onLeave.mock.calls.length;
    bus.signal('/', 'org.mate.ScreenSaver.ActiveChanged', 'boolean:true');
    await vi.waitFor(() => expect(onLeave.mock.calls.length).toBeGreaterThan(before), 10_000);
    const { length } = onLeave.mock.calls;
    onLeave.mockClear();
    return length - 1;
  };
  return { bus, login, onLeave, stop, settled };
}

describe.skipIf(whyNoMessageBus() !== null)('on a real message bus', () => {
  it.each([
    'org.freedesktop.ScreenSaver',
    'org.gnome.ScreenSaver',
    'org.cinnamon.ScreenSaver',
    'org.mate.ScreenSaver',
    'org.xfce.ScreenSaver',
  ])('%s says that the screen is locked, and only then', async (name) => {
    const { bus, settled } = await listening();
    bus.signal('/', `${name}.ActiveChanged`, 'boolean:false');
    bus.signal('/', `${name}.ActiveChanged`, 'string:true');
    bus.signal('/', `${name}.SomethingElse`, 'boolean:true');
    expect(await settled()).toBe(0);
    bus.signal('/', `${name}.ActiveChanged`, 'boolean:true');
    expect(await settled()).toBe(1);
  });

  it('the login service says that the computer goes to sleep', async () => {
    const { login, onLeave, settled } = await listening({ hasLogin: true });
    login?.prepareForSleep(false);
    expect(await settled()).toBe(0);
    login?.prepareForSleep(true);
    await vi.waitFor(() => expect(onLeave).toHaveBeenCalledOnce(), 10_000);
  });

  it('the login service locks this session, not that of another user', async () => {
    const { login, onLeave, settled } = await listening({ hasLogin: true });
    login?.lockSession('/org/freedesktop/login1/session/_32');
    expect(await settled()).toBe(0);
    login?.lockSession();
    await vi.waitFor(() => expect(onLeave).toHaveBeenCalledOnce(), 10_000);
  });

  it.each([
    ['somebody else comes to the front', { Active: false, LockedHint: false }],
    ['the desktop has locked it', { Active: true, LockedHint: true }],
  ])('a change of the session tells that %s', async (_what, properties) => {
    const { login, onLeave, settled } = await listening({ hasLogin: true });
    login?.propertiesChanged();
    // Each change causes two questions; the answers are the state of the session at that moment.
    await vi.waitFor(() => expect(login?.answered).toBe(2), 10_000);
    expect(await settled()).toBe(0);
    Object.assign(login?.properties ?? {}, properties);
    login?.propertiesChanged();
    await vi.waitFor(() => expect(onLeave).toHaveBeenCalledOnce(), 10_000);
  });

  it('signals of other senders are ignored', async () => {
    const { bus, settled } = await listening({ hasLogin: true });
    const manager = 'org.freedesktop.login1.Manager.PrepareForSleep';
    bus.signal('/org/freedesktop/login1', manager, 'boolean:true');
    expect(await settled()).toBe(0);
  });

  it('a bus that goes away is borne', async () => {
    const { bus, onLeave, stop } = await listening();
    await bus.stop();
    stop();
    expect(onLeave).not.toHaveBeenCalled();
  });
});

describe('where there is no message bus', () => {
  const open = (address: string) => DbusConnection.open(address, () => undefined);

  it.each([
    '',
    'nonsense',
    'tcp:host=localhost,port=1',
    'unix:path=/nowhere/bus',
    'unix:path=%zz',
    'unix:abstract=ownchat-keys-nobody',
  ])('%j leads nowhere, without an error', async (address) => {
    expect(await open(address)).toBeNull();
  });

  it.each([
    ['refuses us', 'REJECTED\r\n'],
    ['is none', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['lets us in and talks nonsense', `OK 1234\r\n${'x'.repeat(100)}`],
  ])('a server that %s leads nowhere either', async (_what, greeting) => {
    const path = join(await temporaryDirectory(), 'bus');
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(greeting);
    }).listen(path);
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    expect(await open(`unix:path=${path}`)).toBeNull();
  });
});
