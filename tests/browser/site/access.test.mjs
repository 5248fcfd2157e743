// Whether everybody can read a built site: by eye in every state of the matrix, by keyboard alone.

import assert from 'node:assert/strict';
import test from 'node:test';

import { BRIEF, MATRIX, accessFaults } from '../lib/access.mjs';
import { keyboardFaults } from '../lib/keyboard.mjs';
import { none } from '../lib/report.mjs';
import { examplesOf, isArchive, siteUnderTest } from '../lib/site.mjs';

const NEEDED = ['home', 'article', 'Arabic article', 'retracted', 'tag', 'day', 'not found'];

const site = siteUnderTest();
const examples = examplesOf(site);
const shown = [...new Set(examples.values())];
const others = (site.kinds.get('page') ?? []).filter((page) => !shown.includes(page));

test('the archive has a page of every kind that is examined', () => {
  if (isArchive()) none(NEEDED.filter((kind) => !examples.has(kind)).map((kind) => `no page of kind "${kind}"`));
  else assert.ok(examples.has('home'), 'a site has a home page');
});

test(`in ${MATRIX.length} states ${shown.length} pages, one of each kind, can be read by everybody`, async () => {
  none(await accessFaults(site, shown, MATRIX));
});

test(`in ${BRIEF.length} states ${others.length} pages more can be read by everybody`, async () => {
  none(await accessFaults(site, others, BRIEF));
});

test(`a keyboard alone leads through ${shown.length} pages, and its place is seen`, async (t) => {
  const { faults, pressed } = await keyboardFaults(site, shown);
  t.diagnostic(`${pressed} stops`);
  none(faults);
});

test('in dark colours too the place of the keyboard is seen', async () => {
  none((await keyboardFaults(site, [examples.get('article') ?? examples.get('home')], { colorScheme: 'dark' })).faults);
});
