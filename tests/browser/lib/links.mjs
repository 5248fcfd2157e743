// Owns the question whether every address in a built site leads somewhere, and whether it loads anything from elsewhere.
// Independent of `depeche check`, so that the one finds what the other misses.

import { styleAddresses } from './html.mjs';

// What a browser follows only when a reader asks for it.
const FOLLOWED = new Set([
  'alternate',
  'author',
  'canonical',
  'help',
  'license',
  'next',
  'prev',
  'search',
  'self',
  'up',
]);
const SAFE_SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const RESOURCES = ['src', 'poster', 'data', 'background', 'xlink:href'];

/** Faults of all pages and style sheets, each a line: the file, the address, what is wrong. */
export function linkFaults(site) {
  const faults = [];
  for (const page of site.pages) {
    for (const address of addresses(site.elements(page))) {
      const fault = faultOf(site, page, address);
      if (fault) faults.push(`${page}:${address.line}: \`${address.url}\` ${fault}`);
    }
  }
  for (const file of site.files) {
    if (!file.endsWith('.css')) continue;
    for (const url of styleAddresses(site.text(file))) {
      const fault = faultOf(site, file, { url, loads: true });
      if (fault) faults.push(`${file}: \`${url}\` ${fault}`);
    }
  }
  return faults;
}

/** Addresses in a page: `{ url, line, loads, absolute }`; `loads` where opening the page is enough to fetch it. */
export function addresses(elements) {
  return elements.flatMap((element) => {
    const { attributes, line } = element;
    return [...resources(element), ...followed(element)]
      .filter(({ url }) => url !== undefined)
      .map((address) => ({ absolute: false, loads: false, line, ...address, element: attributes }));
  });
}

function faultOf(site, from, { url, loads, absolute }) {
  if (url === '') return 'is empty';
  // The page for a lost address is served at any depth: it alone speaks of the site by its base_url.
  const target = site.resolve(from, url, { absolute: absolute || from === '404.html' });
  if (target.fault) return target.fault;
  if (target.outside) {
    if (loads && !(from.endsWith('.css') && url.startsWith('data:'))) return 'would be loaded from outside the site';
    return SAFE_SCHEMES.has(target.outside.protocol) ? null : `has the scheme ${target.outside.protocol}`;
  }
  if (!site.files.has(target.file)) return `leads to \`${target.file}\`, which does not exist`;
  if (!target.fragment || !target.file.endsWith('.html')) return null;
  return site.hasAnchor(target.file, target.fragment)
    ? null
    : `leads to an anchor that \`${target.file}\` does not have`;
}

function resources({ name, attributes, text }) {
  const found = RESOURCES.map((key) => attributes.get(key));
  for (const set of [attributes.get('srcset'), attributes.get('imagesrcset')]) {
    for (const candidate of (set ?? '').split(/,\s+/)) found.push(candidate.trim().split(/\s+/)[0] || undefined);
  }
  if (name === 'image' || name === 'use') found.push(attributes.get('href'));
  if (name === 'link' && !isFollowed(attributes)) found.push(attributes.get('href'));
  if (name === 'form') found.push(attributes.get('action'));
  if (name === 'style') found.push(...styleAddresses(text));
  if (attributes.has('style')) found.push(...styleAddresses(attributes.get('style')));
  return found.map((url) => ({ url, loads: true }));
}

function followed({ name, attributes }) {
  if (name === 'a' || name === 'area') return [{ url: attributes.get('href') }];
  if (name === 'base') return [{ url: `<base> ${attributes.get('href')}` }];
  if (name === 'link' && isFollowed(attributes)) return [{ url: attributes.get('href'), absolute: true }];
  if (name === 'meta') return [metaAddress(attributes)];
  return [{ url: attributes.get('cite') }];
}

function metaAddress(attributes) {
  const content = attributes.get('content') ?? '';
  if (attributes.get('http-equiv')?.toLowerCase() === 'refresh') {
    return { url: /url=\s*['"]?([^'"]*)/i.exec(content)?.[1] ?? '' };
  }
  const property = attributes.get('property') ?? attributes.get('name') ?? '';
  const names = ['og:url', 'og:image', 'twitter:image', 'citation_public_url', 'citation_abstract_html_url'];
  return { url: names.includes(property) ? content : undefined, absolute: true };
}

function isFollowed(attributes) {
  return (attributes.get('rel') ?? '').split(/\s+/).every((rel) => FOLLOWED.has(rel.toLowerCase()));
}
