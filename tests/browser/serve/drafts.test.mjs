// What is not public: under the token of `--drafts` its authors see it, banded; elsewhere, and without `--drafts`, it does not exist.

import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { withChromium } from '../lib/chromium.mjs';
import { article, look, smallSite, until, withPreview } from '../lib/preview.mjs';
import { none } from '../lib/report.mjs';

const DRAFT = '2017/10/26/brouillon.html';
const BAND = 'Not public';
const secret = (name, front) => article(name, `Le texte secret de ${name}.`, { tags: ['fleuve', `secret-${name}`], ...front });
const SITE = {
  ...smallSite(),
  'content/2017/10/brouillon.md': secret('brouillon', { status: 'draft' }),
  'content/2017/10/retenu.md': secret('retenu', { status: 'withheld' }),
  'content/2017/10/embargo.md': secret('embargo', { embargo: '2099-01-01T06:00:00+01:00' }),
};
const NAMES = ['brouillon', 'retenu', 'embargo'];

/** The paths that links lead to from the home page on, and all that stands there. */
async function walk(preview) {
  const left = ['/'];
  const found = new Map();
  while (left.length > 0) {
    const path = left.pop();
    if (found.has(path)) continue;
    const answer = await fetch(new URL(path, preview.url));
    const text = await answer.text();
    found.set(path, { text, headers: JSON.stringify([...answer.headers]) });
    for (const [, address] of text.matchAll(/(?:href|src|data-events)="([^"#]*)/g)) {
      const url = new URL(address.replaceAll('&amp;', '&'), new URL(path, preview.url));
      if (url.origin === new URL(preview.url).origin && !url.pathname.startsWith('/__depeche/events/')) left.push(url.pathname);
    }
  }
  return found;
}

await test('with --drafts', async (t) => {
  const faults = [];
  await withChromium({}, (context) =>
    withPreview(SITE, { args: ['--drafts'] }, async (preview) => {
      const front = (await preview.says(/^with drafts: (http:\S+)$/))[1];
      const token = new URL(front).pathname.replaceAll('/', '');

      await t.test('what is not public is seen under the token, each page banded', async () => {
        assert.match(token, /^[0-9a-f]{32}$/);
        const page = await look(context, front, faults);
        await page.getByText(BAND).waitFor();
        for (const name of NAMES) {
          await page.goto(front);
          await page.getByRole('link', { name: `Titre de ${name}` }).first().click();
          await page.getByText(`Le texte secret de ${name}.`).waitFor();
          assert.equal(page.url(), `${front}2017/10/26/${name}.html`);
          assert.ok(await page.getByText(BAND).isVisible());
        }
        await page.goto(`${front}2017/10/26/pont.html`);
        assert.ok(await page.getByText(BAND).isVisible(), 'what is public as well: it stands among the rest');
        await page.close();
      });

      await t.test('a draft is shown live, as it is written', async () => {
        const page = await look(context, front + DRAFT, faults);
        preview.folder.edit('content/2017/10/brouillon.md', (text) => text.replace('Le texte secret', 'Le nouveau texte secret'));
        await page.getByText('Le nouveau texte secret de brouillon.').waitFor();
        assert.ok(await page.getByText(BAND).isVisible());
        await page.close();
      });

      await t.test('no public page knows of it, nor of the token', async () => {
        const walked = await walk(preview);
        assert.ok(walked.size > 10, `${walked.size} pages were walked`);
        for (const [path, { text, headers }] of walked) {
          assert.ok(!(text + headers).includes(token), `${path} holds the token`);
          assert.doesNotMatch(text, /secret|brouillon|retenu|embargo|not public/i, path);
        }
      });

      await t.test('without the token it is not there, and not offered', async () => {
        for (const name of NAMES) {
          for (const path of [`2017/10/26/${name}.html`, `2017/10/26/${name}`, `tags/secret-${name}.html`]) {
            const answer = await fetch(preview.url + path);
            assert.equal(answer.status, 404, path);
            assert.doesNotMatch((await answer.text()).replaceAll(path, ''), /Titre de (brouillon|retenu|embargo)|secret/, path);
          }
        }
        const wrong = await fetch(`${preview.url}${'0'.repeat(32)}/${DRAFT}`);
        assert.equal(wrong.status, 404);
        assert.doesNotMatch(await wrong.text(), new RegExp(`${token}|secret`));
        assert.equal((await fetch(`${preview.url}${token.slice(0, -1)}/${DRAFT}`)).status, 404);
      });

      await t.test('the token alone leads to the page behind it', async () => {
        const answer = await fetch(preview.url + token);
        assert.equal(answer.url, front);
        assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
      });

      await t.test('a fault in a draft is told in full under the token, and elsewhere in no word of it', async () => {
        const good = preview.folder.read('content/2017/10/brouillon.md');
        const [own, open] = [await look(context, front + DRAFT, faults), await look(context, `${preview.url}2017/10/26/pont.html`, faults)];
        preview.folder.edit('content/2017/10/brouillon.md', (text) => text.replace('status =', 'zzsecret = "zzword"\nstatus ='));
        const overlay = own.getByRole('alert');
        await overlay.getByText('zzword').first().waitFor();
        const [there] = await Promise.all([context.waitForEvent('page'), overlay.getByRole('link').first().click()]);
        await there.locator('.depeche-mark').getByText('zzword').waitFor();
        assert.ok(there.url().includes(`/__depeche/source/${token}/0?`), there.url());
        await there.close();
        await open.getByRole('alert').getByText('A fault in what is not public').waitFor();
        assert.doesNotMatch(await open.getByRole('alert').innerText(), /zz|brouillon/);
        for (const at of [0, 1, 2]) assert.equal((await fetch(`${preview.url}__depeche/source/${at}`)).status, 404);
        preview.folder.write('content/2017/10/brouillon.md', good);
        for (const page of [own, open]) {
          await page.getByRole('alert').waitFor({ state: 'detached' });
          await page.close();
        }
      });

      await t.test('a draft that is published comes to be for all', async () => {
        const page = await look(context, preview.url + DRAFT, faults);
        await page.getByText('No page here').first().waitFor();
        preview.folder.edit('content/2017/10/brouillon.md', (text) => text.replace('"draft"', '"published"'));
        await page.getByText('Le nouveau texte secret de brouillon.').waitFor();
        assert.equal(await page.getByText(BAND).count(), 0);
        preview.folder.edit('content/2017/10/brouillon.md', (text) => text.replace('"published"', '"draft"'));
        await page.getByText('No page here').first().waitFor();
      });
    }),
  );
  none(faults);
});

test('without --drafts what is not public does not exist', async () => {
  await withPreview(SITE, {}, async (preview) => {
    assert.ok(!preview.lines.some((line) => line.includes('drafts')));
    for (const [path, { text }] of await walk(preview)) {
      assert.doesNotMatch(text, /secret|brouillon|retenu|embargo/i, path);
    }
    for (const name of NAMES) assert.equal((await fetch(`${preview.url}2017/10/26/${name}.html`)).status, 404);
  });
});

const inSeconds = (seconds) => `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;
const embargoed = (until) => ({ ...smallSite(), 'content/2017/10/embargo.md': article('embargo', undefined, { embargo: until }) });
const EMBARGOED = '2017/10/26/embargo.html';

test('an embargo that ends while the site is on show', () =>
  withPreview(embargoed(inSeconds(2)), {}, async (preview) => {
    assert.equal((await fetch(preview.url + EMBARGOED)).status, 404);
    await until('the article is there', async () => (await fetch(preview.url + EMBARGOED)).status === 200);
  }));

test('an embargo that ends while the site is broken, or by another clock, is waited for in peace', async () => {
  const quiet = async (preview) => {
    const before = preview.lines.length;
    await sleep(2500);
    assert.ok(preview.lines.length <= before + 4, preview.lines.join('\n'));
  };
  await Promise.all([
    withPreview(embargoed(inSeconds(1)), {}, async (preview) => {
      preview.folder.edit('site.toml', (text) => `${text}titel = "x"\n`);
      await preview.says(/last good site/);
      await quiet(preview);
    }),
    withPreview(embargoed('2018-01-01T00:00:00Z'), { env: { SOURCE_DATE_EPOCH: '1500000000' } }, async (preview) => {
      await quiet(preview);
      assert.equal((await fetch(preview.url + EMBARGOED)).status, 404);
    }),
  ]);
});

test('each start has a token of its own', async () => {
  const token = () =>
    withPreview(SITE, { args: ['--drafts'] }, async (preview) => (await preview.says(/^with drafts: (http:\S+)$/))[1].slice(-33));
  assert.notEqual(await token(), await token());
});
