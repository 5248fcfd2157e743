// What a reader's browser makes of a built site: accessibility, requests, policy, and a walk from a USB stick.

import assert from 'node:assert/strict';
import test from 'node:test';

import { accessFaults, visitFaults, walkFaults } from '../lib/chromium.mjs';
import { none } from '../lib/report.mjs';
import { isArchive, siteUnderTest } from '../lib/site.mjs';

const NEEDED = ['home', 'article', 'Arabic article', 'retracted', 'tag', 'day', 'not found'];
const MOST_VISITS = 400;

const site = siteUnderTest();
const kinds = site.kinds;

test('the archive has a page of every kind that is examined', () => {
  if (isArchive()) none(NEEDED.filter((kind) => !kinds.has(kind)).map((kind) => `no page of kind "${kind}"`));
  else assert.ok(kinds.has('home'), 'a site has a home page');
});

// The longest page of a kind shows the most of what a page of its kind can hold.
const examples = [...kinds]
  .filter(([kind]) => kind !== 'redirect')
  .flatMap(([kind, pages]) => {
    if (kind === 'page') return pages;
    return [pages.reduce((longest, page) => (site.text(page).length > site.text(longest).length ? page : longest))];
  });

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 1280]) {
    test(`axe-core finds nothing on ${examples.length} pages, ${colorScheme}, ${width} px wide; none scrolls sideways`, async () => {
      none(await accessFaults(site, examples, { colorScheme, width }));
    });
  }
}

// Redirect pages would lead the browser on; `fixed.test.mjs` reads them.
const visitable = site.pages.filter((page) => !(kinds.get('redirect') ?? []).includes(page));
const step = Math.ceil(visitable.length / MOST_VISITS);
const visited = [...new Set([...examples, ...visitable.filter((_, index) => index % step === 0)])];

test(`${visited.length} of ${site.pages.length} pages ask no other host, break no policy and log no error`, async () => {
  none(await visitFaults(site, visited));
});

test('from file://, without JavaScript, clicks lead from home to an article, to a tag, to a day and home', async (t) => {
  const route = isArchive()
    ? ['article', 'tag', 'day', 'home']
    : [[...kinds.keys()].find((kind) => !['home', 'not found', 'redirect'].includes(kind)) ?? 'page', 'home'];
  const { faults, walked } = await walkFaults(site, 'index.html', route);
  t.diagnostic(walked.join(' → '));
  none(faults);
});
