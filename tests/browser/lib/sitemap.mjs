// Owns what sitemaps.org demands of a sitemap and of a sitemap index, and of the line in robots.txt that names it.

import { isW3cDate, isWebUrl } from './values.mjs';
import { XmlError, childrenOf, parseXml } from './xml.mjs';

export const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const MOST_ADDRESSES = 50_000;
const MOST_BYTES = 50 * 1024 * 1024;
const FREQUENCIES = ['always', 'hourly', 'daily', 'weekly', 'monthly', 'yearly', 'never'];
const KINDS = { urlset: 'url', sitemapindex: 'sitemap' };
const CHECKS = {
  loc: (value) => isWebUrl(value) && value.length < 2048,
  lastmod: isW3cDate,
  changefreq: (value) => FREQUENCIES.includes(value),
  priority: (value) => /^(0(\.\d+)?|1(\.0+)?)$/.test(value),
};

/** `{ faults, kind, locations }` of a sitemap that stands at the absolute address `own`. */
export function readSitemap(text, own) {
  let root;
  try {
    root = parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) return { faults: [error.message], locations: [] };
    throw error;
  }
  const item = KINDS[root.name];
  if (!item || root.namespace !== SITEMAP)
    return { faults: ['the root is neither urlset nor sitemapindex'], locations: [] };
  const entries = childrenOf(root, item);
  const locations = entries.flatMap((entry) => childrenOf(entry, 'loc').map((loc) => loc.text));
  const faults = [
    ...(Buffer.byteLength(text) > MOST_BYTES ? ['it is larger than 50 MB'] : []),
    ...(entries.length > MOST_ADDRESSES ? [`it holds ${entries.length} addresses, more than 50,000`] : []),
    ...(entries.length === 0 ? ['it is empty'] : []),
    ...childrenOf(root)
      .filter((child) => child.namespace === SITEMAP && child.name !== item)
      .map((child) => `<${child.name}> may not stand here`),
    ...entries.flatMap((entry) => entryFaults(entry, item)),
    ...scopeFaults(locations, own),
  ];
  return { faults, kind: root.name, locations };
}

/** The addresses that robots.txt names as sitemaps. */
export function sitemapsOfRobots(text) {
  return [...text.matchAll(/^sitemap:\s*(\S+)\s*$/gim)].map(([, address]) => address);
}

function entryFaults(entry, item) {
  const faults = [];
  const locations = childrenOf(entry, 'loc').length;
  if (locations !== 1) faults.push(`<${item}> has ${locations} <loc>`);
  for (const child of childrenOf(entry).filter(({ namespace }) => namespace === SITEMAP)) {
    const check = CHECKS[child.name];
    const misplaced = item === 'sitemap' && !['loc', 'lastmod'].includes(child.name);
    if (!check || misplaced) faults.push(`<${child.name}> may not stand in <${item}>`);
    else if (!check(child.text)) faults.push(`<${child.name}> cannot be \`${child.text}\``);
  }
  return faults.map((fault) => `line ${entry.line}: ${fault}`);
}

// A sitemap may list only what stands in its own folder or below.
function scopeFaults(locations, own) {
  const folder = new URL('.', own).href;
  const outside = locations
    .filter((address) => !address.startsWith(folder))
    .map((address) => `\`${address}\` stands outside ${folder}`);
  const seen = new Set();
  const twice = locations
    .filter((address) => seen.size === seen.add(address).size)
    .map((address) => `\`${address}\` stands twice`);
  return [...outside, ...twice];
}
