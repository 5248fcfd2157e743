// Owns which pictures are taken of the built sites, and how: node docs/screens.mjs SAMPLE ARABIC PARTS, from `screens.sh`.
// The same pages give the same pictures on one machine: nothing moves, nothing is loaded late, and fonts are the machine's.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { serve, withChromium } from '../tests/browser/lib/chromium.mjs';
import { Site } from '../tests/browser/lib/site.mjs';

const HERE = import.meta.dirname;
const SCREENS = path.join(HERE, 'images/screens');
const COMPONENTS = path.join(HERE, 'content/reference/components');
const QUALITY = 60;

const DESKTOP = { name: 'desktop', width: 1280, height: 1000, scale: 1 };
const PHONE = { name: 'phone', width: 360, height: 740, scale: 1.5 };
// As wide as a component is in the text of an article, with room around it.
const PART = { width: 700, height: 900, scale: 1.5 };
const [LIGHT, DARK] = ['light', 'dark'];

const [sample, arabic, parts] = process.argv.slice(2).map((root) => new Site(root));
if (!parts) throw new Error('usage: node docs/screens.mjs SAMPLE ARABIC PARTS');

// Of each kind of page: name, site, page, what it is. Each is taken on both screens and in both colours.
const PAGES = [
  ['home', sample, 'index.html', 'Home'],
  ['article', sample, '2017/10/26/assaut-al-qaim.html', 'An article'],
  ['article-photograph', parts, '2017/10/26/bridge.html', 'An article with a warning and a figure'],
  ['article-arabic', sample, '2017/12/09/nihayat-al-harb.html', 'An Arabic article in a French archive'],
  ['retracted', sample, '2017/10/17/raqqa-liberation-annoncee.html', 'An article that was taken back'],
  ['year', sample, '2017.html', 'A year'],
  ['month', sample, '2017/10.html', 'A month'],
  ['day', sample, '2017/10/26.html', 'A day'],
  ['term', sample, 'places/mossoul.html', 'A term'],
  ['taxonomy', sample, 'tags.html', 'All terms of a kind'],
  ['page', sample, 'methode.html', 'A page outside of all lists'],
  ['not-found', sample, '404.html', 'A lost address'],
  ['verify', sample, 'verify.html', 'How to check a copy'],
  ['arabic-home', arabic, 'index.html', 'Home under an Arabic interface'],
  ['arabic-year', arabic, '2017.html', 'A year under an Arabic interface'],
  ['arabic-month', arabic, '2017/10.html', 'A month under an Arabic interface'],
  ['arabic-day', arabic, '2017/12/09.html', 'A day under an Arabic interface'],
  ['arabic-term', arabic, 'places/mossoul.html', 'A term under an Arabic interface'],
  ['arabic-taxonomy', arabic, 'tags.html', 'All terms of a kind, under an Arabic interface'],
];

const PRINTED = [
  ['print-article', sample, '2017/10/26/assaut-al-qaim.html', 'An article on paper'],
  ['print-article-arabic', sample, '2017/12/09/nihayat-al-harb.html', 'An Arabic article on paper'],
  ['print-retracted', sample, '2017/10/17/raqqa-liberation-annoncee.html', 'An article that was taken back, on paper'],
  ['print-home', sample, 'index.html', 'Home on paper'],
  ['print-year', sample, '2017.html', 'A year on paper'],
  ['print-month', sample, '2017/10.html', 'A month on paper'],
  ['print-day', sample, '2017/10/26.html', 'A day on paper'],
  ['print-term', sample, 'places/mossoul.html', 'A term on paper'],
  ['print-taxonomy', sample, 'tags.html', 'All terms of a kind, on paper'],
];

// Components: name of the picture, page of the archive of parts, what to take, whether it is to be opened first.
const [BRIDGE, MONTH] = ['2017/10/26/bridge.html', '2017/10.html'];
const ELEMENTS = [
  ['logo', BRIDGE, '.masthead-title'],
  ['masthead', BRIDGE, '.masthead'],
  ['breadcrumbs', BRIDGE, '.breadcrumbs'],
  ['heading', BRIDGE, '.heading'],
  ['dates', BRIDGE, '.dates'],
  ['warning', BRIDGE, '.warning'],
  ['figure', BRIDGE, 'figure.media-image:not(:has(.covered))'],
  ['figure-covered', BRIDGE, 'figure:has(.covered)'],
  ['figure-opened', BRIDGE, 'figure:has(.covered)', 'summary'],
  ['figure-absent', BRIDGE, 'figure.media-caption'],
  ['text', BRIDGE, '.text'],
  ['corrections', BRIDGE, '.corrections'],
  ['related', BRIDGE, '.related'],
  ['casualties', BRIDGE, '.casualties'],
  ['names', BRIDGE, '.subjects'],
  ['known', BRIDGE, '.known'],
  ['cite', BRIDGE, '.cite'],
  ['retracted', '2015/03/09/rumour.html', '.warning'],
  ['card', 'index.html', '.card:has(.mark-warning)'],
  ['cards', 'index.html', '.articles'],
  ['chart', 'tags/bridge/2017/10.html', '.by-period:has(.chart)'],
  ['calendar', MONTH, '.by-period'],
  ['timeline', 'index.html', '.by-period'],
  ['terms', 'index.html', '.way:has(h2 a[href="tags.html"])'],
  ['letters', 'tags.html', '.letters'],
  ['neighbours', MONTH, '.neighbours'],
  ['colophon', BRIDGE, '.colophon'],
];

await takePages();
await printPages();
await takeElements();
await takeFront();
writeList();

async function takePages() {
  for (const screen of [DESKTOP, PHONE]) {
    for (const colours of [LIGHT, DARK]) {
      await onScreen(screen, colours, async (open) => {
        for (const [name, site, file] of PAGES) {
          const page = await open(site, file);
          await save(page, path.join(SCREENS, `${name}-${screen.name}-${colours}.webp`), { scale: screen.scale });
          await page.close();
        }
      });
    }
  }
}

// The first sheet of what a page becomes on paper.
async function printPages() {
  for (const [name, site, file] of PRINTED) {
    let sheet;
    await onScreen(DESKTOP, LIGHT, async (open) => {
      const page = await open(site, file);
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: false });
      const run = spawnSync('pdftoppm', ['-png', '-r', '90', '-f', '1', '-l', '1'], { input: pdf, maxBuffer: 64 * 1024 * 1024 });
      if (run.status !== 0) throw new Error(`pdftoppm ended with ${run.status}: ${run.stderr}`);
      sheet = run.stdout;
    });
    const [width, height] = [sheet.readUInt32BE(16), sheet.readUInt32BE(20)];
    await withChromium({ viewport: { width, height } }, async (context) => {
      const page = await context.newPage();
      await page.setContent(`<body style="margin:0"><img style="display:block" src="data:image/png;base64,${sheet.toString('base64')}">`);
      await save(page, path.join(SCREENS, `${name}.webp`));
    });
  }
}

async function takeElements() {
  await onScreen(PART, LIGHT, async (open) => {
    for (const [name, file, selector, press] of ELEMENTS) {
      const page = await open(parts, file);
      const element = page.locator(selector).first();
      if ((await element.count()) === 0) throw new Error(`${file} has no ${selector}: is the component ${name} still there?`);
      if (press) await element.locator(press).click();
      await page.mouse.move(0, 0);
      await page.evaluate(() => globalThis.document.activeElement?.blur());
      await element.scrollIntoViewIfNeeded();
      await settle(page);
      const box = await element.boundingBox();
      const around = 12;
      const top = await page.evaluate(() => globalThis.scrollY);
      const clip = {
        x: Math.max(0, box.x - around),
        y: Math.max(0, box.y + top - around),
        width: Math.min(PART.width, box.width + 2 * around),
        // A long one is told by its beginning.
        height: Math.min(620, box.height + 2 * around),
      };
      await save(page, path.join(COMPONENTS, `${name}.webp`), { clip, scale: PART.scale });
      await page.close();
    }
  });
}

// The README's, in a format that every reader of a README knows.
async function takeFront() {
  await onScreen({ ...DESKTOP, height: 960 }, LIGHT, async (open) => {
    const page = await open(sample, 'index.html');
    await page.screenshot({ path: path.join(HERE, 'images/site.png') });
  });
}

async function onScreen({ width, height }, colorScheme, work) {
  const options = { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' };
  await withChromium(options, async (context) => {
    for (const site of [sample, arabic, parts]) site.watch = { faults: [] };
    await work(async (site, file) => {
      await context.unrouteAll();
      await serve(context, site, site.watch);
      const page = await context.newPage();
      await page.goto(site.base + encodeURI(file), { waitUntil: 'load' });
      await settle(page);
      if (site.watch.faults.length > 0) throw new Error(site.watch.faults.join('\n'));
      return page;
    });
  });
}

// All letters and pictures are there.
async function settle(page) {
  await page.evaluate(async () => {
    const { document } = globalThis;
    await document.fonts.ready;
    const seen = [...document.images].filter((it) => it.checkVisibility() && it.getBoundingClientRect().top < globalThis.innerHeight);
    await Promise.all(seen.map((it) => it.decode().catch(() => {})));
  });
}

// A picture of a part of a page, or of what the window shows; `scale` is how many pixels a pixel of the page becomes.
async function save(page, file, { clip, scale = 1 } = {}) {
  const session = await page.context().newCDPSession(page);
  const what = { clip: { x: 0, y: 0, ...page.viewportSize(), ...clip, scale }, captureBeyondViewport: Boolean(clip) };
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY, ...what });
  writeFileSync(file, Buffer.from(data, 'base64'));
}

// A page to look at them, where a repository is read.
function writeList() {
  const lines = ['# The theme, page by page', '', 'Made by `docs/screens.sh`. The components are in the [manual](../../content/reference/components.md).', ''];
  for (const [name, , , about] of PAGES) {
    lines.push(`## ${about}`, '');
    for (const screen of [DESKTOP, PHONE]) {
      for (const colours of [LIGHT, DARK]) lines.push(`![${about}: ${screen.name}, ${colours}](${name}-${screen.name}-${colours}.webp)`);
    }
    lines.push('');
  }
  lines.push('## On paper', '');
  for (const [name, , , about] of PRINTED) lines.push(`![${about}: the first sheet](${name}.webp)`);
  writeFileSync(path.join(SCREENS, 'README.md'), `${lines.join('\n')}\n`);
}
