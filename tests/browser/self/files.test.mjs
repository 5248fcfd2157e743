// The checks of a site's files, checked: the good archive passes, and each spoilt one fails with the right words.

import assert from 'node:assert/strict';
import test from 'node:test';

import { atomFeedFaults, feedsOf, jsonFeedFileFaults, sitemapFaults } from '../lib/feeds.mjs';
import { linkFaults } from '../lib/links.mjs';
import { markupFaults } from '../lib/markup.mjs';
import { policyFaults, privacyFaults } from '../lib/privacy.mjs';
import { faultsWith, withSite } from './fixture.mjs';

const INDEX = 'index.html';
const ARTICLE = '2017/10/26/pont.html';
const within = (markup) => (text) => text.replace('</main>', `${markup}</main>`);
const feedFaults = (site) => {
  const { atom, json } = feedsOf(site);
  return [
    ...atom.flatMap((file) => atomFeedFaults(site, file)),
    ...json.flatMap((file) => jsonFeedFileFaults(site, file)),
    ...sitemapFaults(site),
  ];
};

test('the good archive has no fault', async () => {
  for (const check of [linkFaults, privacyFaults, feedFaults]) assert.deepEqual(await faultsWith({}, check), []);
});

test('the kinds of page are told apart', async () => {
  await withSite(
    { 'old.html': '<!doctype html><meta http-equiv="refresh" content="0; url=index.html">' },
    ({ kinds }) => {
      assert.deepEqual(Object.fromEntries(kinds), {
        'not found': ['404.html'],
        day: ['2017/10/26.html'],
        'Arabic article': ['2017/10/26/jisr.html'],
        article: [ARTICLE],
        retracted: ['2017/10/27/retire.html'],
        page: ['about.html'],
        home: [INDEX],
        redirect: ['old.html'],
        tag: ['tags/fleuve.html'],
      });
    },
  );
});

const LINKS = [
  [
    'a page that does not exist',
    { [INDEX]: within('<a href="2017/10/26/gue.html">x</a>') },
    /index\.html:\d+: `2017\/10\/26\/gue\.html` leads to .* does not exist/,
  ],
  [
    'an anchor that does not exist',
    { [INDEX]: within('<a href="about.html#sources">x</a>') },
    /anchor that `about\.html` does not have/,
  ],
  [
    'an anchor of its own page that does not exist',
    { [INDEX]: within('<a href="#haut-de-page">x</a>') },
    /anchor that `index\.html` does not have/,
  ],
  [
    'an image that does not exist',
    { [ARTICLE]: (text) => text.replace('pont.svg', 'gue.svg') },
    /`gue\.svg`, which does not exist/,
  ],
  [
    'a missing image of a srcset',
    { [INDEX]: within('<img srcset="pont.svg 1x, grand.svg 2x" src="pont.svg" alt="">') },
    /grand\.svg/,
  ],
  [
    'an image of another host',
    { [INDEX]: within('<img src="https://elsewhere.example/a.png" alt="">') },
    /loaded from outside/,
  ],
  [
    'an image within a data: address',
    { [INDEX]: within('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">') },
    /loaded from outside/,
  ],
  [
    'a style that loads from another host',
    { 'style.css': 'body { background: url("https://elsewhere.example/a.png") }' },
    /style\.css: .*loaded from outside/,
  ],
  ['a style that imports what does not exist', { 'style.css': '@import "deep/b.css";' }, /deep\/b\.css/],
  [
    'an address from the root of the host',
    { [INDEX]: within('<a href="/about.html">x</a>') },
    /starts at the host's root/,
  ],
  [
    'an address by base_url within the text',
    { [INDEX]: within('<a href="https://archive.example/depot/about.html">x</a>') },
    /by its base_url/,
  ],
  ['an address that climbs out of the site', { [INDEX]: within('<a href="../../about.html">x</a>') }, /climbs out/],
  ['a folder', { [INDEX]: within('<a href="2017/">x</a>') }, /leads to a folder/],
  ['a script address', { [INDEX]: within('<a href="javascript:void(0)">x</a>') }, /has the scheme javascript:/],
  ['an address without a scheme', { [INDEX]: within('<a href="//elsewhere.example/">x</a>') }, /has no scheme/],
  ['an empty address', { [INDEX]: within('<a href="">x</a>') }, /is empty/],
  [
    'a redirect to nowhere',
    { 'old.html': '<!doctype html><meta http-equiv="refresh" content="0; url=lost.html">' },
    /old\.html:1: `lost\.html`/,
  ],
  [
    'a canonical address of a page that is not there',
    { 'about.html': (text) => text.replace('depot/about.html', 'depot/apropos.html') },
    /depot\/apropos\.html` leads to/,
  ],
];

for (const [what, change, fault] of LINKS) {
  test(`links: ${what} is found`, async () => {
    const faults = await faultsWith(change, linkFaults);
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0], fault);
  });
}

test('links: addresses within comments, scripts and escaped text are no addresses', async () => {
  const markup =
    '<!-- <a href="lost.html"> --><p>&lt;a href="lost.html"&gt;</p><script type="application/ld+json">{"@context":"","@type":"<a href=lost.html>"}</script>';
  assert.deepEqual(await faultsWith({ [INDEX]: within(markup) }, linkFaults), []);
});

test('links: other hosts may be linked to, and anchors with other letters are found', async () => {
  const markup =
    '<h2 id="été">x</h2><a href="#%C3%A9t%C3%A9">x</a><a href="https://elsewhere.example/?a=1&amp;b=2">x</a><a href="mailto:a@b.example">x</a>';
  assert.deepEqual(await faultsWith({ [INDEX]: within(markup) }, linkFaults), []);
});

const PRIVACY = [
  ['a page without policy', (text) => text.replace(/<meta http-equiv.*>\n/, ''), /has no Content-Security-Policy/],
  [
    'a policy after a style',
    (text) => text.replace(/(<meta http-equiv.*>\n)([\s\S]*)(<link rel="stylesheet".*>\n)/, '$2$3$1'),
    /stands after what it should govern/,
  ],
  ['a page that tells whence a reader comes', (text) => text.replace('no-referrer', 'origin'), /referrer/],
  ['an inline script', within('<script>1</script>'), /inline script/],
  ['a handler', within('<p onclick="x()">x</p>'), /handler `onclick`/],
  [
    'an early contact',
    (text) => text.replace('</head>', '<link rel="dns-prefetch" href="pont.svg"></head>'),
    /dns-prefetch/,
  ],
  ['JSON-LD that is no JSON', within('<script type="application/ld+json">{"@context":}</script>'), /is no JSON/],
  ['a report of clicks', within('<a href="about.html" ping="about.html">x</a>'), /reports clicks/],
];

for (const [what, change, fault] of PRIVACY) {
  test(`privacy: ${what} is found`, async () => {
    const faults = await faultsWith({ [INDEX]: change }, privacyFaults);
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0], fault);
  });
}

test('privacy: a policy that allows too much is found', () => {
  assert.deepEqual(policyFaults("default-src 'self'; script-src 'unsafe-inline' https:; form-action 'none'"), [
    "its policy's default-src is not 'none'",
    "its policy's script-src allows 'unsafe-inline'",
    "its policy's script-src allows https:",
    'its policy leaves base-uri open',
  ]);
});

const FEEDS = [
  [
    'a feed that names a page which is not there',
    { 'feed.xml': (text) => text.replace('26/pont', '26/gue') },
    /gue\.html` is no file/,
  ],
  [
    'a feed that calls itself by another name',
    { 'feed.xml': (text) => text.replace('depot/feed.xml', 'depot/about.html') },
    /calls itself/,
  ],
  ['a broken feed', { 'feed.xml': (text) => text.replace('<title>Le', '<title>Le & la') }, /is no entity of XML/],
  [
    'a JSON Feed that names a page which is not there',
    { 'feed.json': (text) => text.replace('26/pont', '26/gue') },
    /gue\.html` is no file/,
  ],
  [
    'an article in no sitemap',
    { 'sitemap-2017.xml': (text) => text.replace(/<url><loc>\S+jisr.html<\/loc><\/url>/, '') },
    /jisr\.html: in no sitemap/,
  ],
  ['a sitemap that nothing names', { 'robots.txt': 'User-agent: *\n' }, /sitemap\.xml: named by neither/],
  [
    'a sitemap that is not there',
    { 'robots.txt': (text) => text.replace('sitemap.xml', 'plan.xml') },
    /plan\.xml, which does not exist/,
  ],
];

for (const [what, change, fault] of FEEDS) {
  test(`feeds: ${what} is found`, async () => {
    assert.match((await faultsWith(change, feedFaults)).join('\n'), fault);
  });
}

test('markup: vnu passes the good archive and names page and line of what is wrong', async () => {
  await withSite({}, (site) => assert.deepEqual(markupFaults(site.root), { faults: [], warnings: [] }));
  await withSite({ [INDEX]: within('<ul><p>x</p></ul>') }, (site) => {
    const { faults } = markupFaults(site.root);
    assert.equal(faults.length, 1);
    assert.match(faults[0], /^index\.html:\d+: Element .p. not allowed as child of .*ul/);
  });
});
