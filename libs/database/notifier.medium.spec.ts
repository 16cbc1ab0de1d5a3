import { expect, it } from '@jest/globals';
import { setTimeout as after } from 'node:timers/promises';
import { testDatabase } from '#testing/database';
import { Listener } from './listener.js';
import { channels, gathering, Notifier } from './notifier.js';

// Real: PostgreSQL, and the connections on which changes are announced and heard.

it('goes on announcing after what had been gathered went out with a bell', async () => {
  const record = await testDatabase();
  const options = { url: record.urls.api, program: 'api' };
  const heard = new Map<string, () => void>();
  const hears = (process: string) => new Promise<void>((resolve) => heard.set(process, resolve));
  const listens = hears('');
  const listener = new Listener(options, channels.record, (payload = '') => payload.split(',').forEach((process) => heard.get(process)?.()));
  await listens;
  const notifier = new Notifier(options);

  const both = Promise.all([hears('rung'), hears('gathered')]);
  notifier.announce(new Map([['rung', 'bell']]));
  notifier.announce(new Map([['gathered', undefined]]));
  await both;
  await after(gathering); // timers come in the order of their moments: what was to be gathered until now is past

  const later = hears('later');
  notifier.announce(new Map([['later', 'now']]));
  await expect(later).resolves.toBeUndefined();
  await notifier.close();
  await listener.close();
  await record.drop();
});
