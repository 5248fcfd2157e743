// What a reader's browser makes of a built site: requests, policy, and walks from a USB stick and below a folder of a host.

import assert from 'node:assert/strict';
import test from 'node:test';

import { visitFaults, walkFaults } from '../lib/chromium.mjs';
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

test('from file://, without JavaScript, clicks lead from home to an article, to a tag, to a day and home', async (t) => {
  const route = isArchive()
    ? ['article', 'tag', 'day', 'home']
    : [[...kinds.keys()].find((kind) => !['home', 'not found', 'redirect'].includes(kind)) ?? 'page', 'home'];
  const { faults, walked } = await walkFaults(site, 'index.html', route);
  t.diagnostic(walked.join(' → '));
  none(faults);
});
