// What an author sees in the browser while files change: each change, without a click, on the pages it concerns and on no other.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { withChromium } from '../lib/chromium.mjs';
import { Preview, article, hears, isMarked, look, mark, smallSite, themeFile, until, withPreview } from '../lib/preview.mjs';
import { none } from '../lib/report.mjs';

const PONT = '2017/10/26/pont.html';
const GUE = '2017/10/26/gue.html';
const LONG = Array.from({ length: 80 }, (_, index) => `Alinéa ${index}.`).join('\n\n');
const svg = (width) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10" viewBox="0 0 ${width} 10"><title>Carte</title></svg>\n`;

await test('the preview keeps up with', async (t) => {
  const faults = [];
  const files = {
    ...smallSite(),
    'content/2017/10/carte.svg': svg(40),
    'content/2017/10/plan.md': article('plan', '![Carte](carte.svg)'),
    'static/style.css': themeFile('static/style.css'),
    'i18n/fr.ftl': themeFile('i18n/fr.ftl'),
  };
  await withChromium({ viewport: { width: 900, height: 600 } }, (context) =>
    withPreview(files, {}, async (preview) => {
      const { folder } = preview;
      const open = (path) => look(context, preview.url + path, faults);
      const shows = (page, text) => page.getByText(text).filter({ visible: true }).first().waitFor();
      const step = (title, work) =>
        t.test(title, async () => {
          await work();
          for (const page of context.pages().slice(1)) await page.close();
        });

      await step('a changed body, on its page alone, which stays where it was scrolled to', async () => {
        folder.write('content/2017/10/pont.md', article('pont', LONG));
        const page = await open(PONT);
        await shows(page, 'Alinéa 79.');
        const [other, home] = [await open(GUE), await open('')];
        await page.evaluate(() => globalThis.scrollTo(0, 700));
        await mark(page);
        await hears();
        folder.edit('content/2017/10/pont.md', (text) => text.replace('Alinéa 70.', 'Alinéa soixante-dix.'));
        await shows(page, 'Alinéa soixante-dix.');
        assert.equal(await isMarked(page), false, 'the page was loaded again');
        await until('the page scrolls back', () => page.evaluate(() => Math.abs(globalThis.scrollY - 700) < 2));
        await sleep(300);
        assert.ok(await isMarked(other), 'another article was left alone');
        assert.ok(await isMarked(home), 'so was the home page, which shows no body');
      });

      await step('many edits one after another', async () => {
        const page = await open(PONT);
        for (let at = 0; at < 10; at += 1) {
          folder.write('content/2017/10/pont.md', article('pont', `Version ${at}.`));
          await shows(page, `Version ${at}.`);
        }
      });

      await step('a changed headline, on the home page too', async () => {
        const [page, home] = [await open(PONT), await open('')];
        folder.write('content/2017/10/pont.md', article('pont', 'Court.', { headline: 'Le pont est rouvert' }));
        await shows(page, 'Le pont est rouvert');
        await shows(home, 'Le pont est rouvert');
      });

      await step('a changed tag: its page comes, the old one loses the article', async () => {
        const [old, coming] = [await open('tags/fleuve.html'), await open('tags/crue.html')];
        await shows(old, 'Titre de gue');
        await shows(coming, 'No page here');
        folder.write('content/2017/10/gue.md', article('gue', undefined, { tags: ['crue'] }));
        await shows(coming, 'Titre de gue');
        await old.getByText('Titre de gue').waitFor({ state: 'detached' });
        folder.write('content/2017/10/gue.md', article('gue'));
        await shows(old, 'Titre de gue');
        await shows(coming, 'No page here');
      });

      await step('a changed date: the page moves, and its old address offers the new one', async () => {
        const page = await open(GUE);
        folder.write('content/2017/10/gue.md', article('gue', undefined, { published: '2017-10-28' }));
        await shows(page, 'No page here');
        await page.getByRole('link', { name: '2017/10/28/gue.html' }).click();
        await shows(page, 'Titre de gue');
        folder.write('content/2017/10/gue.md', article('gue'));
        await shows(page, 'No page here');
        assert.equal(page.url(), `${preview.url}2017/10/28/gue.html`);
      });

      await step('a new file, in a new folder', async () => {
        const [page, home] = [await open('2017/12/05/digue.html'), await open('')];
        folder.write('content/2017/12/digue.md', article('digue', undefined, { published: '2017-12-05' }));
        await shows(page, 'Le texte de digue.');
        await shows(home, 'Titre de digue');
        folder.edit('content/2017/12/digue.md', (text) => text.replace('Le texte', 'Le nouveau texte'));
        await shows(page, 'Le nouveau texte de digue.');
      });

      await step('a renamed file', async () => {
        const [old, coming] = [await open('2017/12/05/digue.html'), await open('2017/12/05/barrage.html')];
        folder.move('content/2017/12/digue.md', 'content/2017/12/barrage.md');
        await shows(old, 'No page here');
        await shows(coming, 'Le nouveau texte de digue.');
        assert.equal(await old.getByRole('link', { name: '2017/12/05/barrage.html' }).count(), 1, 'it is offered');
      });

      await step('a renamed folder', async () => {
        const page = await open('2017/12/05/barrage.html');
        folder.move('content/2017/12', 'content/2017/hiver');
        folder.edit('content/2017/hiver/barrage.md', (text) => text.replace('Le nouveau texte', 'Texte déménagé'));
        await shows(page, 'Texte déménagé de digue.');
      });

      await step('a deleted file, and its return', async () => {
        const [page, bare] = [await open('2017/12/05/barrage.html'), await open('2017/12/05/barrage')];
        const text = folder.read('content/2017/hiver/barrage.md');
        folder.remove('content/2017/hiver');
        await shows(page, 'No page here');
        await shows(bare, 'No page here');
        assert.ok((await page.getByRole('link').count()) > 0, 'near pages are offered');
        folder.write('content/2017/hiver/barrage.md', text);
        await shows(page, 'Texte déménagé de digue.');
        await shows(bare, 'Texte déménagé de digue.');
      });

      await step('an editor that empties a file before it writes it, and one that writes half', async () => {
        const page = await open(PONT);
        folder.write('content/2017/10/pont.md', '');
        await sleep(400);
        assert.ok(await isMarked(page), 'an empty file is no page');
        assert.equal(await page.locator('depeche-fault').count(), 0);
        // A page that is asked for meanwhile is the last good one.
        assert.match(await (await fetch(preview.url + PONT)).text(), /Court\./);
        folder.write('content/2017/10/pont.md', '+++\nheadline = "Le po');
        await page.locator('depeche-fault').waitFor({ state: 'attached' });
        assert.ok(await isMarked(page), 'the page stays beneath');
        assert.match(await (await fetch(preview.url + PONT)).text(), /Court\./);
        folder.write('content/2017/10/pont.md', article('pont', 'Entier.'));
        await shows(page, 'Entier.');
        await page.locator('depeche-fault').waitFor({ state: 'detached' });
      });

      await step('an editor that writes another file and renames it', async () => {
        const page = await open(PONT);
        for (const name of ['content/2017/10/.pont.md.swp', 'content/2017/10/pont.md~', 'content/2017/10/4913']) {
          folder.write(name, article('pont', `Par ${name.length}.`));
          folder.move(name, 'content/2017/10/pont.md');
          await shows(page, `Par ${name.length}.`);
        }
      });

      await step('an editor that moves the old file away first', async () => {
        const page = await open(PONT);
        folder.move('content/2017/10/pont.md', 'content/2017/10/pont.md~');
        folder.write('content/2017/10/pont.md', article('pont', 'Avec une copie.'));
        folder.remove('content/2017/10/pont.md~');
        await shows(page, 'Avec une copie.');
      });

      await step('styles, without loading the page again', async () => {
        const page = await open(PONT);
        await hears();
        const ground = () => page.evaluate(() => globalThis.getComputedStyle(globalThis.document.body).backgroundColor);
        folder.edit('static/style.css', (text) => `${text}\nbody { background: rgb(1, 2, 3) }\n`);
        await until('the ground is dark', async () => (await ground()) === 'rgb(1, 2, 3)');
        folder.edit('static/style.css', (text) => text.replace('rgb(1, 2, 3)', 'rgb(4, 5, 6)'));
        await until('the ground changes again', async () => (await ground()) === 'rgb(4, 5, 6)');
        assert.equal(await page.locator('link[rel=stylesheet]').count(), 1, 'the old styles are gone');
        assert.ok(await isMarked(page));
      });

      await step('an image', async () => {
        const page = await open('2017/10/26/plan.html');
        const width = () => page.evaluate(() => globalThis.document.querySelector('main img')?.naturalWidth);
        await until('the image is shown', async () => (await width()) === 40);
        folder.write('content/2017/10/carte.svg', svg(80));
        await until('the new image is shown', async () => (await width()) === 80);
      });

      await step('an image of the same size, without loading the page again', async () => {
        const page = await open('2017/10/26/plan.html');
        const shown = () => page.evaluate(() => globalThis.document.querySelector('main img').currentSrc);
        const before = await shown();
        await hears();
        folder.edit('content/2017/10/carte.svg', (text) => text.replace('</title>', '</title><path d="M0 5h9"/>'));
        await until('the new image is asked for', async () => (await shown()) !== before);
        assert.ok(await isMarked(page));
      });

      await step('the words of the interface', async () => {
        const page = await open('');
        folder.edit('i18n/fr.ftl', (text) => text.replace(/^newest = .*$/m, 'newest = Fraîches nouvelles'));
        await shows(page, 'Fraîches nouvelles');
      });

      await step('a template, its making, change and end', async () => {
        const page = await open(PONT);
        folder.write('templates/article.html', themeFile('templates/article.html').replace('<article', '<p>Gabarit un</p><article'));
        await shows(page, 'Gabarit un');
        folder.edit('templates/article.html', (text) => text.replace('Gabarit un', 'Gabarit deux'));
        await shows(page, 'Gabarit deux');
        folder.remove('templates');
        await page.getByText('Gabarit deux').waitFor({ state: 'detached' });
      });

      await step('the configuration', async () => {
        const page = await open('');
        folder.edit('site.toml', (text) => text.replace('"Essai"', '"Grand essai"'));
        await shows(page, 'Grand essai');
      });

      await step('five hundred files at once, in a few turns', async () => {
        const home = await open('');
        const before = preview.lines.length;
        for (let at = 0; at < 500; at += 1) {
          folder.write(`content/2016/salve-${at}.md`, article(`salve-${at}`, undefined, { published: '2016-03-01' }));
        }
        await preview.says(/: 50\d articles/, before);
        await home.getByText('503').or(home.getByText('504')).or(home.getByText('505')).first().waitFor();
        await sleep(200);
        const turns = preview.lines.slice(before).filter((line) => / ms\)$/.test(line));
        assert.ok(turns.length <= 6, `${turns.length} turns:\n${turns.join('\n')}`);
        rmSync(folder.at('content/2016'), { recursive: true });
        await preview.says(/: [0-9] articles/, before);
      });

      await step('a line a turn, with the file, the figures and the time', async () => {
        const before = preview.lines.length;
        writeFileSync(folder.at('content/2017/10/pont.md'), article('pont', 'Dernier mot.'));
        await preview.says(/^content\/2017\/10\/pont\.md: \d articles, \d+ files, 0 warnings \(\d+ ms\)$/, before);
        await sleep(200);
        assert.equal(preview.lines.length, before + 1, preview.lines.slice(before).join('\n'));
      });

      await step('pages that are open in more windows than a browser opens connections', async () => {
        const pages = [];
        const others = [];
        for (let at = 0; at < 5; at += 1) {
          pages.push(await open(PONT));
          others.push(await open(GUE));
        }
        await hears();
        folder.write('content/2017/10/pont.md', article('pont', 'Dans cinq fenêtres.'));
        for (const page of pages) await shows(page, 'Dans cinq fenêtres.');
        for (const page of others) assert.ok(await isMarked(page), 'another page was left alone');
        folder.write('content/2017/10/gue.md', article('gue', 'Dans cinq autres.'));
        for (const page of others) await shows(page, 'Dans cinq autres.');
        assert.equal((await fetch(preview.url)).status, 200);
      });
    }),
  );
  none(faults);
});

test('a page that is open finds the preview again when it is started again', async () => {
  await withChromium({}, (context) =>
    withPreview(smallSite(), {}, async (first) => {
      const { folder, url } = first;
      const page = await look(context, url + PONT);
      const home = await look(context, url);
      folder.edit('site.toml', (text) => `${text}titel = "x"\n`);
      await home.getByRole('alert').waitFor();
      assert.equal((await first.interrupt()).code, 0);
      folder.edit('site.toml', (text) => text.replace('titel = "x"\n', ''));
      folder.write('content/2017/10/pont.md', article('pont', 'Écrit dans l’entretemps.'));
      const second = await new Preview(folder, { port: Number(new URL(url).port) }).ready();
      try {
        assert.equal(second.url, url);
        await page.getByText('Écrit dans l’entretemps.').waitFor();
        await home.getByRole('alert').waitFor({ state: 'detached' });
        folder.write('content/2017/10/pont.md', article('pont', 'Écrit ensuite.'));
        await page.getByText('Écrit ensuite.').waitFor();
      } finally {
        assert.equal((await second.interrupt()).code, 0);
      }
    }),
  );
});
