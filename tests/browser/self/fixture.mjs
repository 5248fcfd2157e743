// Owns a tiny archive, right in every way, written by hand: each self-test spoils one thing in it and expects the fault.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Site } from '../lib/site.mjs';

export const BASE = 'https://archive.example/depot/';
const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";
// Colours are stated for each scheme: axe-core takes an unstated ground for white.
const STYLE = `html { background: #fff; color: #111 }
@media (prefers-color-scheme: dark) { html { background: #111; color: #eee } a { color: #9cf } }
body { margin: 1rem; font: 1rem/1.5 sans-serif; overflow-wrap: anywhere }
`;

/** Runs `work(site)` on the archive with `changes`: file to text, `null` to leave out, or a function of the good text. */
export async function withSite(changes, work) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'depeche-self-'));
  try {
    for (const [file, text] of Object.entries(changed(goodFiles(), changes))) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    return await work(new Site(root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The faults that `check(site)` finds in the archive with `changes`. */
export function faultsWith(changes, check) {
  return withSite(changes, async (site) => check(site));
}

/** All files of the good archive. */
export function goodFiles() {
  return {
    'style.css': STYLE,
    'pont.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>Pont</title><path d="M0 5h10"/></svg>\n',
    'index.html': page(
      'index.html',
      'Dépôt',
      '<p><a href="2017/10/26/pont.html">Le pont</a></p><p><a href="about.html">À propos</a></p>',
    ),
    'about.html': page(
      'about.html',
      'À propos',
      '<h2 id="methode">Méthode</h2><p>Un essai. <a href="index.html">Accueil</a></p>',
    ),
    '2017/10/26/pont.html': page(
      '2017/10/26/pont.html',
      'Le pont',
      '<p><a href="../../../tags/fleuve.html">fleuve</a>, <a href="../../../about.html#methode">méthode</a></p><p><img src="../../../pont.svg" alt="Un pont" width="10" height="10"></p>',
      { head: jsonLd },
    ),
    '2017/10/26/jisr.html': page('2017/10/26/jisr.html', 'جسر', '<p>نص قصير. <a href="../26.html">اليوم</a></p>', {
      lang: 'ar',
      dir: 'rtl',
    }),
    '2017/10/27/retire.html': page('2017/10/27/retire.html', 'Dépêche retirée', '<p>Cette dépêche a été retirée.</p>', {
      body: ' class="retracted"',
    }),
    'tags/fleuve.html': page('tags/fleuve.html', 'fleuve', '<p><a href="../2017/10/26.html">26 octobre 2017</a></p>'),
    '2017/10/26.html': page(
      '2017/10/26.html',
      '26 octobre 2017',
      '<p><a href="26/pont.html">Le pont</a>, <a href="26/jisr.html">جسر</a>, <a href="../../index.html">accueil</a></p>',
    ),
    '404.html': page('404.html', 'Introuvable', `<p><a href="${BASE}index.html">Accueil</a></p>`).replace(
      'href="style.css"',
      `href="${BASE}style.css"`,
    ),
    'feed.xml': ATOM_FEED,
    'feed.json': JSON.stringify(JSON_FEED),
    'robots.txt': `User-agent: *\nAllow: /\nSitemap: ${BASE}sitemap.xml\n`,
    'sitemap.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${BASE}sitemap-2017.xml</loc></sitemap></sitemapindex>\n`,
    'sitemap-2017.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${BASE}2017/10/26/pont.html</loc><lastmod>2017-10-26</lastmod></url><url><loc>${BASE}2017/10/26/jisr.html</loc></url></urlset>\n`,
  };
}

/** A good Atom feed. */
export const ATOM_FEED = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <id>${BASE}</id>
  <title>Dépôt</title>
  <updated>2017-10-26T00:00:00Z</updated>
  <author><name>Le dépôt</name></author>
  <link rel="self" type="application/atom+xml" href="${BASE}feed.xml"/>
  <link rel="alternate" type="text/html" href="${BASE}index.html"/>
  <entry>
    <id>tag:archive.example,2017:pont</id>
    <title>Le pont</title>
    <updated>2017-10-26T00:00:00+02:00</updated>
    <link href="${BASE}2017/10/26/pont.html"/>
    <category term="fleuve"/>
    <content type="html">&lt;p&gt;Un texte.&lt;/p&gt;</content>
  </entry>
</feed>
`;

/** A good JSON Feed. */
export const JSON_FEED = {
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Dépôt',
  home_page_url: `${BASE}index.html`,
  feed_url: `${BASE}feed.json`,
  language: 'fr',
  authors: [{ name: 'Le dépôt' }],
  items: [
    {
      id: 'pont',
      url: `${BASE}2017/10/26/pont.html`,
      title: 'Le pont',
      content_html: '<p>Un texte.</p>',
      date_published: '2017-10-26T00:00:00Z',
      tags: ['fleuve'],
    },
  ],
};

const jsonLd =
  '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Le pont"}</script>';

function page(file, title, main, { lang = 'fr', dir = 'ltr', head = '', body = '' } = {}) {
  const up = '../'.repeat(file.split('/').length - 1);
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="canonical" href="${BASE}${file}">
<link rel="stylesheet" href="${up}style.css">
${head}
</head>
<body${body}>
<a class="skip" href="#main">${lang === 'ar' ? 'إلى النص' : 'Au texte'}</a>
<main id="main">
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`;
}

function changed(files, changes) {
  for (const [file, change] of Object.entries(changes)) {
    const text = typeof change === 'function' ? change(files[file]) : change;
    if (text === files[file]) throw new Error(`the change to ${file} changes nothing`);
    if (text === null) delete files[file];
    else files[file] = text;
  }
  return files;
}
