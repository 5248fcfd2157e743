// What a reader's browser makes of a built site: requests, policy, and walks from a USB stick and below a folder of a host.

import assert from 'node:assert/strict';
import test from 'node:test';

import { SUBFOLDER, onDisk, visitFaults, walkFaults } from '../lib/chromium.mjs';
import { none } from '../lib/report.mjs';
import { examplesOf, isArchive, siteUnderTest } from '../lib/site.mjs';

const MOST_VISITS = 400;

const site = siteUnderTest();
const kinds = site.kinds;

// Redirect pages would lead the browser on; `fixed.test.mjs` reads them.
const visitable = site.pages.filter((page) => !(kinds.get('redirect') ?? []).includes(page));
const step = Math.ceil(visitable.length / MOST_VISITS);
const visited = [...new Set([...examplesOf(site).values(), ...visitable.filter((_, index) => index % step === 0)])];

test(`${visited.length} of ${site.pages.length} pages ask no other host, break no policy and log no error`, async () => {
  none(await visitFaults(site, visited));
});

// The page for a lost address alone speaks of its host.
const anywhere = [...examplesOf(site)].filter(([kind]) => kind !== 'not found').map(([, page]) => page);
const route = isArchive()
  ? ['article', 'tag', 'day', 'home']
  : [[...kinds.keys()].find((kind) => !['home', 'not found', 'redirect'].includes(kind)) ?? 'page', 'home'];

for (const [place, base] of [
  ['from file://', onDisk(site)],
  ['below a folder of another host', SUBFOLDER],
]) {
  test(`${place} ${anywhere.length} pages, one of each kind, ask for nothing that is not there`, async () => {
    none(await visitFaults(site, anywhere, base));
  });

  test(`${place}, without JavaScript, clicks lead from home to ${route.join(', to ')}`, async (t) => {
    const { faults, walked } = await walkFaults(site, 'index.html', route, base);
    t.diagnostic(walked.join(' → '));
    none(faults);
  });
}
