// Owns the finding of a site's feeds and sitemaps, and the question whether what they name exists in the site.

import { ATOM, atomFaults } from './atom.mjs';
import { jsonFeedFaults } from './jsonfeed.mjs';
import { readSitemap, sitemapsOfRobots } from './sitemap.mjs';
import { childrenOf, parseXml } from './xml.mjs';

/** Feeds and sitemaps by what they are, not by their names: `{ atom, json, sitemaps, others }`, lists of files. */
export function feedsOf(site) {
  const found = { atom: [], json: [], sitemaps: [], others: [] };
  for (const file of [...site.files].sort()) {
    if (/\.(xml|atom|rss)$/.test(file)) {
      const head = site.text(file).slice(0, 2000);
      if (/<feed[\s>]/.test(head)) found.atom.push(file);
      else if (/<(urlset|sitemapindex)[\s>]/.test(head)) found.sitemaps.push(file);
      else found.others.push(file);
    } else if (/\.json$/.test(file) && site.text(file).slice(0, 500).includes('jsonfeed.org/version/'))
      found.json.push(file);
  }
  return found;
}

/** Faults of one Atom feed: of its form, and of the addresses in it. */
export function atomFeedFaults(site, file) {
  const text = site.text(file);
  const faults = atomFaults(text);
  if (faults.length) return faults.map((fault) => `${file}: ${fault}`);
  const feed = parseXml(text);
  const links = [feed, ...childrenOf(feed, 'entry', ATOM)].flatMap((it) => childrenOf(it, 'link', ATOM));
  const own = links
    .filter(({ attributes }) => attributes.get('rel') === 'self')
    .map(({ attributes }) => attributes.get('href'));
  const addresses = links
    .filter(({ attributes }) => attributes.get('rel') !== 'related' && attributes.get('rel') !== 'via')
    .map(({ attributes }) => attributes.get('href'));
  return [
    ...own.filter((address) => insideFile(site, address) !== file).map((address) => `${file}: calls itself ${address}`),
    ...missing(site, file, addresses),
  ];
}

/** Faults of one JSON Feed: of its form, and of the addresses in it. */
export function jsonFeedFileFaults(site, file) {
  const text = site.text(file);
  const faults = jsonFeedFaults(text);
  if (faults.length) return faults.map((fault) => `${file}: ${fault}`);
  const feed = JSON.parse(text);
  const own =
    feed.feed_url !== undefined && insideFile(site, feed.feed_url) !== file
      ? [`${file}: calls itself ${feed.feed_url}`]
      : [];
  const addresses = [feed.home_page_url, feed.feed_url, ...feed.items.map((item) => item.url)].filter(Boolean);
  return [...own, ...missing(site, file, addresses)];
}

/** Faults of all sitemaps, from robots.txt down to the last page; every article must be in one. */
export function sitemapFaults(site) {
  const faults = [];
  const listed = new Set();
  const named = new Set(
    site.files.has('robots.txt') ? sitemapsOfRobots(site.text('robots.txt')).map((it) => insideFile(site, it)) : [],
  );
  for (const file of feedsOf(site).sitemaps) {
    const { faults: own, kind, locations } = readSitemap(site.text(file), site.base + file);
    faults.push(...own.map((fault) => `${file}: ${fault}`), ...missing(site, file, locations));
    for (const address of locations) (kind === 'sitemapindex' ? named : listed).add(insideFile(site, address));
  }
  for (const file of feedsOf(site).sitemaps)
    if (!named.has(file)) faults.push(`${file}: named by neither robots.txt nor an index`);
  for (const file of named)
    if (!site.files.has(file)) faults.push(`robots.txt or an index names ${file}, which does not exist`);
  const articles = ['article', 'Arabic article'].flatMap((kind) => site.kinds.get(kind) ?? []);
  for (const page of articles) if (!listed.has(page)) faults.push(`${page}: in no sitemap`);
  return faults;
}

function missing(site, file, addresses) {
  return [...new Set(addresses)]
    .filter((address) => !site.files.has(insideFile(site, address)))
    .map((address) => `${file}: \`${address}\` is no file of the site`);
}

function insideFile(site, address) {
  return site.resolve('index.html', address, { absolute: true }).file;
}
