// Owns a built site as a folder: which files it has, which pages are of which kind, where an address in it leads.
// It does not open a browser, and it judges nothing.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { elements } from './html.mjs';

// A made-up place for the site's root, deep enough that an address which climbs out of the site is seen to do so.
const ROOT = 'http://site.invalid/a/b/c/d/e/f/g/h/';
const NO_BASE = 'https://archive.invalid/';

export class Site {
  /** Reads the names of all files below `root`; their texts only when asked for. */
  constructor(root) {
    this.root = path.resolve(root);
    this.files = new Set(walk(this.root, ''));
    this.pages = [...this.files].filter((file) => file.endsWith('.html')).sort();
    this.cache = new Map();
    this.base = this.#base();
  }

  /** The text of a file of the site. */
  text(file) {
    return readFileSync(path.join(this.root, file), 'utf8');
  }

  /** The opening tags of a page. */
  elements(page) {
    if (!this.cache.has(page)) this.cache.set(page, elements(this.text(page)));
    return this.cache.get(page);
  }

  /** Whether a page has an element that a fragment can lead to. */
  hasAnchor(page, id) {
    return this.elements(page).some(
      ({ name, attributes }) => attributes.get('id') === id || (name === 'a' && attributes.get('name') === id),
    );
  }

  /**
   * Where an address written in `from` leads: `{ file, fragment }` within the site, `{ outside }` to another place,
   * or `{ fault }`. `absolute` says whether the address may name the site by its `base_url` or from the host's root.
   */
  resolve(from, address, { absolute = false } = {}) {
    if (/[\s\u0000-\u001f]/.test(address)) return { fault: 'holds white space' };
    const here = ROOT + from.split('/').map(encodeURIComponent).join('/');
    let url;
    try {
      url = new URL(address, here);
    } catch {
      return { fault: 'is no address' };
    }
    if (url.href.startsWith(this.base)) {
      if (!absolute) return { fault: 'names the site by its base_url, so it leaves a copy on a disk or a mirror' };
      return this.#file(url.href.slice(this.base.length), true);
    }
    if (url.origin !== new URL(ROOT).origin) {
      return address.startsWith('//') ? { fault: 'has no scheme' } : { outside: url };
    }
    // A site that does not know where it stands can only guess that it is a host's root.
    if (absolute && this.base === NO_BASE && address.startsWith('/')) return this.#file(address.slice(1), true);
    if (address.startsWith('/')) {
      return { fault: "starts at the host's root, so it fails from file:// and from a subfolder" };
    }
    if (!url.href.startsWith(ROOT)) return { fault: 'climbs out of the site' };
    return this.#file(url.href.slice(ROOT.length), false);
  }

  /** Pages by kind; `redirect` pages have no other kind. */
  get kinds() {
    const kinds = new Map();
    for (const page of this.pages) {
      for (const kind of this.#kindsOf(page)) kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
    }
    return kinds;
  }

  #kindsOf(page) {
    if (this.elements(page).some((it) => it.attributes.get('http-equiv')?.toLowerCase() === 'refresh'))
      return ['redirect'];
    if (page === 'index.html') return ['home'];
    if (page === '404.html') return ['not found'];
    if (/^\d{4}\.html$/.test(page)) return ['year'];
    if (/^\d{4}\/\d\d\.html$/.test(page)) return ['month'];
    if (/^\d{4}\/\d\d\/\d\d\.html$/.test(page)) return ['day'];
    if (/^(\d{4}(\/\d\d){0,2}|undated)\/[^/]+\.html$/.test(page)) return this.#articleKinds(page);
    const term = /^(tags|places|people|actors|conflicts|agencies|languages)(\/[^/]+)?(\/.+)?\.html$/.exec(page);
    if (term) return [term[3] ? 'period of a term' : term[2] ? (term[1] === 'tags' ? 'tag' : 'term') : 'taxonomy'];
    return ['page'];
  }

  #articleKinds(page) {
    const frame = this.elements(page).filter(({ name }) => ['html', 'body', 'main', 'article'].includes(name));
    const kinds = [];
    if (frame.some(({ attributes }) => /(^|[\s-])retracted(\s|$)/.test(attributes.get('class') ?? '')))
      kinds.push('retracted');
    if (frame.some(({ attributes }) => /^ar(-|$)/i.test(attributes.get('lang') ?? ''))) kinds.push('Arabic article');
    return kinds.length ? kinds : ['article'];
  }

  #file(reference, absolute) {
    const [, rawPath, rawFragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(reference);
    let file;
    let fragment;
    try {
      file = decodeURIComponent(rawPath);
      fragment = decodeURIComponent((rawFragment ?? '').replace(/:~:.*$/, ''));
    } catch {
      return { fault: 'is wrongly percent-encoded' };
    }
    if (absolute && (file === '' || file.endsWith('/'))) file += 'index.html';
    if (file === '' || file.endsWith('/')) return { fault: 'leads to a folder, which file:// does not open as a page' };
    return { file, fragment };
  }

  // Where the site says that it stands: the folder of its home page's canonical address.
  #base() {
    if (!this.files.has('index.html')) return NO_BASE;
    const canonical = this.elements('index.html').find(
      ({ name, attributes }) => name === 'link' && attributes.get('rel') === 'canonical',
    );
    const href = canonical?.attributes.get('href') ?? '';
    return /^https?:\/\//.test(href) ? new URL('.', href).href : NO_BASE;
  }
}

/** A page of each kind, redirects left out: the longest, since that shows the most of what a page of its kind can hold. */
export function examplesOf(site) {
  const kinds = [...site.kinds].filter(([kind]) => kind !== 'redirect');
  const length = (page) => site.text(page).length;
  return new Map(
    kinds.map(([kind, pages]) => [kind, pages.reduce((longest, page) => (length(page) > length(longest) ? page : longest))]),
  );
}

/** The site under test, from the environment; its absence is a fault, never a reason to skip. */
export function siteUnderTest() {
  const root = process.env.DEPECHE_SITE;
  if (!root) throw new Error('DEPECHE_SITE must name the folder of a built site');
  const site = new Site(root);
  if (site.pages.length === 0) throw new Error(`${root} holds no page`);
  return site;
}

/** Whether the site under test is an archive (`archive`, all kinds of page) or a plain set of pages (`pages`). */
export function isArchive() {
  const kind = process.env.DEPECHE_SITE_KIND ?? 'archive';
  if (!['archive', 'pages'].includes(kind)) throw new Error(`DEPECHE_SITE_KIND is ${kind}: archive or pages`);
  return kind === 'archive';
}

function walk(root, below) {
  return readdirSync(path.join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below ? `${below}/${entry.name}` : entry.name;
    return entry.isDirectory() ? walk(root, name) : [name];
  });
}
