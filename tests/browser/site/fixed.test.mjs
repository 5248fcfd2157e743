// What a built site's files say, without a browser: links, privacy, markup, feeds, sitemaps.

import assert from 'node:assert/strict';
import test from 'node:test';

import { atomFeedFaults, feedsOf, jsonFeedFileFaults, sitemapFaults } from '../lib/feeds.mjs';
import { linkFaults } from '../lib/links.mjs';
import { markupFaults } from '../lib/markup.mjs';
import { privacyFaults } from '../lib/privacy.mjs';
import { none } from '../lib/report.mjs';
import { isArchive, siteUnderTest } from '../lib/site.mjs';

const site = siteUnderTest();
const feeds = feedsOf(site);

test(`every address in ${site.pages.length} pages leads somewhere, and none is loaded from elsewhere`, () => {
  none(linkFaults(site));
});

test('every page has a strict policy before all it governs, and no script', () => {
  none(privacyFaults(site));
});

test('every page and drawing is valid by the Nu Html Checker', (t) => {
  const { faults, warnings } = markupFaults(site.root);
  for (const warning of warnings.slice(0, 20)) t.diagnostic(`warning: ${warning}`);
  none(faults);
});

test(`${feeds.atom.length} Atom feeds obey RFC 4287 and lead to pages of the site`, () => {
  if (isArchive()) assert.notEqual(feeds.atom.length, 0, 'an archive has an Atom feed');
  none(feeds.atom.flatMap((file) => atomFeedFaults(site, file)));
});

test(`${feeds.json.length} JSON Feeds obey version 1.1 and lead to pages of the site`, () => {
  if (isArchive()) assert.notEqual(feeds.json.length, 0, 'an archive has a JSON Feed');
  none(feeds.json.flatMap((file) => jsonFeedFileFaults(site, file)));
});

test(`${feeds.sitemaps.length} sitemaps obey sitemaps.org and name every article`, () => {
  if (isArchive()) assert.ok(site.files.has('robots.txt'), 'an archive has a robots.txt');
  if (isArchive()) assert.notEqual(feeds.sitemaps.length, 0, 'an archive has a sitemap');
  none(sitemapFaults(site));
});

test('no other XML file stands in the site', () => {
  none(feeds.others.map((file) => `${file}: neither feed nor sitemap`));
});
