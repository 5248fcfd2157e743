// What an author sees where something is wrong: the fault over the last good page, with its lines and the way to them, gone when
// it is mended.

import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { withChromium } from '../lib/chromium.mjs';
import { article, isMarked, look, smallSite, themeFile, withPreview } from '../lib/preview.mjs';
import { none } from '../lib/report.mjs';

const PONT = '2017/10/26/pont.html';
const SOURCE = 'content/2017/10/pont.md';
const TEMPLATE = 'templates/article.html';
const BROKEN = '{{ article.nothing_of_the_kind }}';

await test('a fault is explained where it is looked at', async (t) => {
  const faults = [];
  await withChromium({ viewport: { width: 900, height: 600 } }, async (context) => {
    const open = (preview, path) => look(context, preview.url + path, faults);
    const step = (title, work) =>
      t.test(title, async () => {
        await work();
        for (const page of context.pages().slice(1)) await page.close();
      });

    await withPreview({ ...smallSite(), [TEMPLATE]: themeFile(TEMPLATE) }, {}, async (preview) => {
      const { folder } = preview;
      const good = folder.read(TEMPLATE);

      await step('a broken template, and its mending', async () => {
        const [page, home] = [await open(preview, PONT), await open(preview, '')];
        const text = good.replace('<article class', `${BROKEN}\n<article class`);
        const line = text.split('\n').findIndex((words) => words.includes(BROKEN)) + 1;
        folder.write(TEMPLATE, text);
        const overlay = page.getByRole('alert');
        await overlay.waitFor();
        const place = new RegExp(`^${TEMPLATE}:${line}:\\d+$`);
        const words = await overlay.innerText();
        assert.ok(words.includes(BROKEN), `the line is shown:\n${words}`);
        assert.match(words, /nothing_of_the_kind/);
        assert.ok(await isMarked(page), 'the page beneath is the last good one');
        assert.ok(await page.getByText('Le texte de pont.').isVisible());
        await home.getByRole('alert').waitFor();
        const [there] = await Promise.all([context.waitForEvent('page'), overlay.getByRole('link', { name: place }).click()]);
        await there.waitForLoadState();
        assert.match(there.url(), new RegExp(`#L${line}$`));
        assert.match(await there.locator('.depeche-mark').innerText(), /nothing_of_the_kind/);
        assert.equal(await there.locator('.depeche-mark').getAttribute('id'), `L${line}`);
        await there.close();
        folder.write(TEMPLATE, good);
        await overlay.waitFor({ state: 'detached' });
        await home.getByRole('alert').waitFor({ state: 'detached' });
        assert.ok(await isMarked(page), 'nothing changed, so nothing was loaded again');
        assert.ok(await isMarked(home));
      });

      await step('a page that is loaded while something is wrong', async () => {
        folder.write(TEMPLATE, `{% if %}\n${good}`);
        await preview.says(/last good site is shown/);
        const page = await open(preview, PONT);
        await page.getByText('Le texte de pont.').waitFor();
        await page.getByRole('alert').waitFor();
        const other = await open(preview, '2017/10/26/gue.html');
        await other.getByRole('alert').waitFor();
        folder.write(TEMPLATE, good);
        await page.getByRole('alert').waitFor({ state: 'detached' });
        await other.getByText('Le texte de gue.').waitFor();
      });

      await step('a broken template that strikes one page alone', async () => {
        // The page that a template is tried on is fine, so the fault is met where the page is opened.
        const text = good.replace('<article class', `{% if article.id == "2017-11-02-bac" %}${BROKEN}{% endif %}\n<article class`);
        const line = text.split('\n').findIndex((words) => words.includes(BROKEN)) + 1;
        const fine = await open(preview, PONT);
        folder.write(TEMPLATE, text);
        await fine.waitForLoadState();
        const page = await open(preview, '2017/11/02/bac.html');
        const fault = page.getByRole('link', { name: new RegExp(`^${TEMPLATE}:${line}:\\d+$`) });
        await fault.first().waitFor();
        const [there] = await Promise.all([context.waitForEvent('page'), fault.first().click()]);
        await there.waitForLoadState();
        assert.match(there.url(), new RegExp(`#L${line}$`));
        assert.match(await there.locator('.depeche-mark').innerText(), /nothing_of_the_kind/);
        await there.close();
        assert.equal(await fine.getByRole('alert').count(), 0, 'the other pages are as they were');
        folder.write(TEMPLATE, good);
        await page.getByText('Le texte de bac.').waitFor();
      });

      await step('another fault takes the place of the first', async () => {
        const page = await open(preview, PONT);
        folder.write(SOURCE, article('pont', undefined, { publisehd: '2017-10-26' }));
        const overlay = page.getByRole('alert');
        await overlay.getByText('publisehd').first().waitFor();
        assert.equal(await overlay.count(), 1);
        folder.write(SOURCE, article('pont', undefined, { headlnie: 'Pont' }));
        await overlay.getByText('headlnie').first().waitFor();
        assert.equal(await overlay.count(), 1);
        assert.equal(await overlay.getByText('publisehd').count(), 0);
        folder.write(SOURCE, article('pont'));
        await overlay.waitFor({ state: 'detached' });
      });

      await step('several at once, each with its link', async () => {
        const page = await open(preview, PONT);
        folder.write(SOURCE, article('pont', undefined, { publisehd: '2017-10-26' }));
        folder.write('content/2017/10/gue.md', article('gue', undefined, { headlnie: 'Gué' }));
        const overlay = page.getByRole('alert');
        await overlay.getByText('headlnie').first().waitFor();
        assert.equal(await overlay.getByRole('link').count(), 2);
        folder.write('content/2017/10/gue.md', article('gue'));
        folder.write(SOURCE, article('pont'));
        await overlay.waitFor({ state: 'detached' });
      });

      await step('words of a file stay words', async () => {
        const page = await open(preview, PONT);
        folder.write(SOURCE, '+++\nheadline = <img src=x onerror="document.title=1">\n+++\n');
        const overlay = page.getByRole('alert');
        await overlay.getByText('onerror').first().waitFor();
        assert.equal(await overlay.locator('img').count(), 0);
        const [there] = await Promise.all([context.waitForEvent('page'), overlay.getByRole('link').first().click()]);
        await there.locator('.depeche-mark').getByText('onerror').waitFor();
        assert.equal(await there.locator('img').count(), 0);
        folder.write(SOURCE, article('pont'));
        await overlay.waitFor({ state: 'detached' });
      });

      await step('a broken string file', async () => {
        const page = await open(preview, PONT);
        folder.write('i18n/fr.ftl', 'home = { $count ->\n');
        await page.getByRole('alert').getByText('i18n/fr.ftl').first().waitFor();
        folder.remove('i18n');
        await page.getByRole('alert').waitFor({ state: 'detached' });
      });

      await step('a broken configuration', async () => {
        const page = await open(preview, '');
        folder.edit('site.toml', (text) => `${text}titel = "x"\n`);
        await page.getByRole('alert').getByText('titel').first().waitFor();
        folder.edit('site.toml', (text) => text.replace('titel = "x"\n', ''));
        await page.getByRole('alert').waitFor({ state: 'detached' });
      });

      await step('a changed body while something else is wrong, shown when that is mended', async () => {
        const page = await open(preview, PONT);
        folder.edit('site.toml', (text) => `${text}titel = "x"\n`);
        await page.getByRole('alert').waitFor();
        folder.write(SOURCE, article('pont', 'Écrit pendant la panne.'));
        await sleep(200);
        assert.ok(await isMarked(page));
        folder.edit('site.toml', (text) => text.replace('titel = "x"\n', ''));
        await page.getByText('Écrit pendant la panne.').waitFor();
        assert.equal(await page.getByRole('alert').count(), 0);
      });
    });

    await withPreview({ ...smallSite(), [SOURCE]: '+++\nheadline = \n+++\n' }, {}, async (preview) => {
      await step('a site that is broken from the start', async () => {
        const page = await open(preview, '');
        await page.getByText(SOURCE).first().waitFor();
        preview.folder.write(SOURCE, article('pont'));
        await page.getByText('Titre de pont').first().waitFor();
      });
    });

    await withPreview({ ...smallSite(), 'content/2017/10/projet.md': article('projet', 'x', { status: 'draft' }) }, {}, async (preview) => {
      await step('a fault in what is not public, in no words of it', async () => {
        const page = await open(preview, '');
        const before = preview.lines.length;
        preview.folder.write('content/2017/10/projet.md', article('projet', 'x', { status: 'draft', zzsecret: 'zzword' }));
        await preview.says(/ ms\)$/, before);
        await sleep(200);
        const overlay = page.getByRole('alert');
        const words = (await overlay.count()) > 0 ? await overlay.innerText() : '';
        assert.doesNotMatch(words, /zzword/);
        for (const at of [0, 1]) {
          const answer = await fetch(`${preview.url}__depeche/source/${at}`);
          assert.doesNotMatch(await answer.text(), /zzword/);
        }
      });
    });
  });
  none(faults);
});
