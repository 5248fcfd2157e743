// How the preview behaves as a program: its port, its end, what it leaves on the disk, and to whom it listens.

import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';

import { Folder, Preview, article, smallSite, until, withPreview } from '../lib/preview.mjs';

const portOf = (preview) => Number(new URL(preview.url).port);

/** Listens on a free port, with the next one free as well if the machine allows. */
async function taken(work) {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(server.address().port);
  } finally {
    server.close();
  }
}

test('where the port is taken it takes the next that is free, and says so', () =>
  taken((port) =>
    withPreview(smallSite(), { port }, async (preview) => {
      assert.ok(portOf(preview) > port && portOf(preview) <= port + 100, preview.url);
      await preview.says(new RegExp(`^port ${port} is taken$`));
      assert.equal((await fetch(preview.url)).status, 200);
    }),
  ));

test('two previews of one site stand beside each other', () =>
  withPreview(smallSite(), {}, async (preview) => {
    const second = await new Preview(preview.folder, { port: portOf(preview) }).ready();
    try {
      assert.notEqual(second.url, preview.url);
      preview.folder.write('content/2017/10/pont.md', article('pont', 'Vu par les deux.'));
      for (const { url } of [preview, second]) {
        await until('both show it', async () => (await (await fetch(`${url}2017/10/26/pont.html`)).text()).includes('Vu par les deux.'));
      }
    } finally {
      assert.equal((await second.interrupt()).code, 0);
    }
  }));

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`${signal} ends it at once, with windows open, and nothing is left behind`, async () => {
    const temporary = mkdtempSync(path.join(os.tmpdir(), 'depeche-process-'));
    const folder = new Folder(smallSite());
    try {
      const before = folder.files();
      const preview = await new Preview(folder, { env: { TMPDIR: temporary } }).ready();
      const lines = await Promise.all(['index.html', '2017/10/26/pont.html'].map((page) => fetch(`${preview.url}__depeche/events/${page}?x`)));
      await fetch(preview.url);
      const idle = net.connect(portOf(preview), '127.0.0.1').on('error', () => {});
      folder.write('content/2017/10/pont.md', article('pont', 'Le dernier état.'));
      await preview.says(/pont\.md: /);
      const pressed = Date.now();
      process.kill(preview.pid, signal);
      assert.deepEqual(await preview.ended, [0, null]);
      assert.ok(Date.now() - pressed < 2000, `${Date.now() - pressed} ms`);
      idle.destroy();
      for (const line of lines) await line.body.cancel().catch(() => {});
      assert.throws(() => process.kill(preview.pid, 0), /ESRCH/);
      await assert.rejects(fetch(preview.url));
      assert.ok(!existsSync(folder.at('public')), 'it never writes into the output folder');
      // The memory of what was read, that builds keep too; in full, and nothing half-written.
      const left = folder.files().filter((name) => !before.includes(name));
      for (const name of left) assert.match(name, /^\.depeche\/([a-z-]+(\.[a-z]+)?|(heads|media|seen)\/[0-9a-f]{2})$/, name);
      assert.deepEqual(readdirSync(temporary), []);
    } finally {
      rmSync(folder.root, { recursive: true, force: true });
      rmSync(temporary, { recursive: true, force: true });
    }
  });
}

test('a site that was built before is not written to', () =>
  withPreview({ ...smallSite(), 'public/index.html': 'as it was\n' }, {}, async (preview) => {
    const { folder } = preview;
    const before = folder.files();
    for (let at = 0; at < 5; at += 1) {
      const said = preview.lines.length;
      folder.write('content/2017/10/pont.md', article('pont', `Version ${at}.`, { headline: `Titre ${at}` }));
      await preview.says(/ ms\)$/, said);
      await fetch(preview.url);
    }
    assert.equal(folder.read('public/index.html'), 'as it was\n');
    assert.deepEqual(folder.files(), before);
  }));

test('it listens on this machine alone, and warns where it is told to do otherwise', async () => {
  const others = Object.values(os.networkInterfaces()).flat().filter((it) => it.family === 'IPv4' && !it.internal);
  const reaches = (host, port) =>
    new Promise((resolve) => {
      const socket = net.connect({ host, port, timeout: 2000 });
      const end = (found) => () => {
        socket.destroy();
        resolve(found);
      };
      socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
    });
  await withPreview(smallSite(), {}, async (preview) => {
    assert.match(preview.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    for (const { address } of others) assert.equal(await reaches(address, portOf(preview)), false, address);
    assert.ok(!preview.lines.some((line) => line.includes('--host')));
  });
  await withPreview(smallSite(), { args: ['--host', '0.0.0.0'] }, async (preview) => {
    await preview.says(/anyone in the network can read this preview/);
    for (const { address } of others) assert.equal(await reaches(address, portOf(preview)), true, address);
    const status = (host) =>
      new Promise((resolve) => {
        const socket = net.connect(portOf(preview), '127.0.0.1');
        socket.on('data', (text) => {
          socket.destroy();
          resolve(Number(String(text).slice(9, 12)));
        });
        socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      });
    assert.equal(await status('evil.example'), 421, 'a name can be rebound, an address cannot');
    assert.equal(await status('192.0.2.7'), 200);
  });
});

test('--open opens a browser at the site', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'depeche-open-'));
  try {
    const told = path.join(folder, 'told');
    const browser = path.join(folder, 'xdg-open');
    writeFileSync(browser, `#!/bin/sh\necho "$1" >'${told}'\n`);
    chmodSync(browser, 0o755);
    const env = { PATH: `${folder}:${process.env.PATH}` };
    await withPreview(smallSite(), { args: ['--open'], env }, async (preview) => {
      const found = await until('the browser is told', () => existsSync(told) && readFileSync(told, 'utf8').trim());
      assert.equal(found, preview.url);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('without a site there is nothing to show', async () => {
  const folder = new Folder({ 'notes.txt': 'x' });
  try {
    const preview = new Preview(folder);
    const [code] = await preview.ended;
    assert.equal(code, 2);
    assert.ok(preview.lines.some((line) => line.includes('site.toml')), preview.lines.join('\n'));
    assert.deepEqual(folder.files(), ['notes.txt']);
  } finally {
    rmSync(folder.root, { recursive: true, force: true });
  }
});
