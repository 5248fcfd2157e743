// Whether an article of a built archive, printed, can be cited: whence, when, after whom, on which sheet.

import test from 'node:test';

import { printFaults } from '../lib/print.mjs';
import { none } from '../lib/report.mjs';
import { examplesOf, isArchive, siteUnderTest } from '../lib/site.mjs';

const site = siteUnderTest();
const examples = examplesOf(site);
const articles = ['article', 'Arabic article'].flatMap((kind) => examples.get(kind) ?? []);
const others = isArchive() ? ['home', 'tag', 'day', 'retracted'].flatMap((kind) => examples.get(kind) ?? []) : [];

test(`on paper ${articles.length} articles say where, when and after whom, and ${others.length} pages more have no use for a screen`, async () => {
  none(await printFaults(site, { articles, others }));
});
