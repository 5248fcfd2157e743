// The readers of XML, Atom, JSON Feed and sitemaps, checked against what each standard forbids.

import assert from 'node:assert/strict';
import test from 'node:test';

import { atomFaults } from '../lib/atom.mjs';
import { jsonFeedFaults } from '../lib/jsonfeed.mjs';
import { readSitemap } from '../lib/sitemap.mjs';
import { isTimestamp, isW3cDate, isWebUrl } from '../lib/values.mjs';
import { childrenOf, parseXml } from '../lib/xml.mjs';
import { ATOM_FEED, BASE, JSON_FEED } from './fixture.mjs';

test('XML: elements, namespaces, references and CDATA are read', () => {
  const root = parseXml(
    '<?xml version="1.0"?><!-- a --><a xmlns="u:a" xmlns:b="u:b" c="1 &lt; &#x32;"><b:d>x &amp; <![CDATA[<y>]]></b:d><d/></a>',
  );
  assert.equal(root.namespace, 'u:a');
  assert.equal(root.attributes.get('c'), '1 < 2');
  assert.deepEqual(
    childrenOf(root).map(({ name, namespace, text }) => [name, namespace, text]),
    [
      ['d', 'u:b', 'x & <y>'],
      ['d', 'u:a', ''],
    ],
  );
});

const NOT_WELL_FORMED = [
  ['<a><b></a>', /<\/b> was expected/],
  ['<a>', /not closed/],
  ['<a/><b/>', /after the root/],
  ['<a b=1/>', /not in quotes/],
  ['<a b="1" b="2"/>', /stands twice/],
  ['<a b="1"c="2"/>', /white space/],
  ['<a>&nbsp;</a>', /no entity/],
  ['<a>& </a>', /no entity/],
  ['<a>x\u0001</a>', /U\+0001/],
  ['<a>&#1;</a>', /no character/],
  ['<a>]]></a>', /stands in text/],
  ['<a b="<"/>', /bare </],
  ['<x:a/>', /prefix x/],
  ['<a x:b="1"/>', /prefix x/],
  ['<a><!-- -- --></a>', /in a comment/],
  ['<!DOCTYPE a><a/>', /document type/],
  ['<a>\n\n<1/></a>', /line 3: .* no name/],
  ['', /was expected/],
  ['\ud800<a/>', /U\+d800/],
];

for (const [source, fault] of NOT_WELL_FORMED) {
  test(`XML: ${JSON.stringify(source)} is refused`, () => assert.throws(() => parseXml(source), fault));
}

test('values: times, dates and addresses', () => {
  for (const good of ['2017-10-26T00:00:00Z', '2016-02-29T23:59:60.25+03:00']) assert.ok(isTimestamp(good), good);
  for (const bad of [
    '2017-10-26',
    '2017-10-26t00:00:00Z',
    '2017-02-29T00:00:00Z',
    '2017-10-26T24:00:00Z',
    '2017-10-26T00:00:00',
  ])
    assert.ok(!isTimestamp(bad), bad);
  for (const good of ['2017', '2017-10', '2017-10-26', '2017-10-26T10:00Z', '2017-10-26T10:00:00+02:00'])
    assert.ok(isW3cDate(good), good);
  for (const bad of ['2017-13', '2017-10-32', '26/10/2017', '2017-10-26T10:00']) assert.ok(!isW3cDate(bad), bad);
  assert.ok(isWebUrl('https://a.example/%C3%A9'));
  for (const bad of ['https://a.example/é', 'about.html', 'ftp://a.example/', 'https://a.example/a b'])
    assert.ok(!isWebUrl(bad), bad);
});

test('Atom: the good feed has no fault', () => assert.deepEqual(atomFaults(ATOM_FEED), []));

const ENTRY = /<entry>[\s\S]*<\/entry>/;
const ATOM_SPOILT = [
  ['no id', (feed) => feed.replace(/<id>https.*<\/id>/, ''), /<feed> has 0 <id>/],
  ['two titles', (feed) => feed.replace('<title>D', '<title>E</title><title>D'), /<feed> has 2 <title>/],
  ['no author', (feed) => feed.replace(/<author>.*<\/author>/, ''), /no author/],
  [
    'an author without a name',
    (feed) => feed.replace('<name>Le dépôt</name>', '<uri>u:a</uri>'),
    /<author> has 0 <name>/,
  ],
  ['a relative link', (feed) => feed.replace(`${BASE}2017`, '2017'), /no absolute address/],
  ['no link to itself', (feed) => feed.replace(/<link rel="self".*>/, ''), /no link to itself/],
  ['a day without a time', (feed) => feed.replace('T00:00:00Z', ''), /no time of RFC 3339/],
  ['an entry without a time', (feed) => feed.replace(/<updated>.*\+02:00<\/updated>/, ''), /<entry> has 0 <updated>/],
  [
    'an entry with neither content nor link',
    (feed) => feed.replace(/<content.*>/, '').replace(/<link href.*>/, ''),
    /no alternate link/,
  ],
  [
    'HTML that is not escaped',
    (feed) => feed.replace('&lt;p&gt;Un texte.&lt;/p&gt;', '<p>Un texte.</p>'),
    /holds elements/,
  ],
  ['XHTML without its <div>', (feed) => feed.replace('type="html"', 'type="xhtml"'), /not one <div>/],
  ['a type that is none', (feed) => feed.replace('<title>Le', '<title type="markdown">Le'), /has the type/],
  ['an element that Atom does not know', (feed) => feed.replace('<category', '<tag/><category'), /<tag> may not stand/],
  ['a category without a term', (feed) => feed.replace('term="', 'label="'), /no term/],
  ['an entry twice', (feed) => feed.replace(ENTRY, '$&$&'), /two entries have the id/],
  [
    'an element of the feed after an entry',
    (feed) => feed.replace('</feed>', '<subtitle>x</subtitle></feed>'),
    /after an entry/,
  ],
  ['two alternate links of one kind', (feed) => feed.replace(/<link href.*>/, '$&$&'), /two alternate links/],
  ['an id that is no address', (feed) => feed.replace('tag:archive.example,2017:pont', 'pont'), /the id `pont`/],
  ['a language that is none', (feed) => feed.replace('xml:lang="fr"', 'xml:lang="français"'), /no language/],
  ['another root', () => '<rss/>', /not an Atom feed/],
];

for (const [what, spoil, fault] of ATOM_SPOILT) {
  test(`Atom: ${what} is found`, () => {
    const faults = atomFaults(spoil(ATOM_FEED));
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0], fault);
  });
}

test('JSON Feed: the good feed has no fault', () => assert.deepEqual(jsonFeedFaults(JSON.stringify(JSON_FEED)), []));

const [ITEM] = JSON_FEED.items;
const JSON_SPOILT = [
  ['an older version', { version: 'https://jsonfeed.org/version/1' }, /version cannot be/],
  ['no title', { title: undefined }, /has no title/],
  ['a relative address', { feed_url: 'feed.json' }, /feed_url cannot be/],
  ['an unknown key', { author: { name: 'x' } }, /unknown key author/],
  ['an item without an id', { items: [{ ...ITEM, id: undefined }] }, /item 1 has no id/],
  ['an id that is a number', { items: [{ ...ITEM, id: 7 }] }, /id cannot be 7/],
  ['an item without content', { items: [{ ...ITEM, content_html: undefined }] }, /neither content_html/],
  ['a day without a time', { items: [{ ...ITEM, date_published: '2017-10-26' }] }, /date_published cannot be/],
  ['an item twice', { items: [ITEM, ITEM] }, /two items have the id pont/],
  ['an empty author', { authors: [{}] }, /is empty/],
  ['an attachment without a type', { items: [{ ...ITEM, attachments: [{ url: `${BASE}a.mp3` }] }] }, /no mime_type/],
];

for (const [what, change, fault] of JSON_SPOILT) {
  test(`JSON Feed: ${what} is found`, () => {
    const faults = jsonFeedFaults(JSON.stringify({ ...JSON_FEED, ...change }));
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0], fault);
  });
}

const urlset = (inner) => `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inner}</urlset>`;
const SITEMAPS_SPOILT = [
  ['no address', urlset('<url><lastmod>2017</lastmod></url>'), /has 0 <loc>/],
  ['a relative address', urlset('<url><loc>a.html</loc></url>'), /<loc> cannot be `a\.html`/],
  ['another host', urlset('<url><loc>https://elsewhere.example/a.html</loc></url>'), /stands outside/],
  [
    'a day that does not exist',
    urlset(`<url><loc>${BASE}a</loc><lastmod>2017-02-30</lastmod></url>`),
    /<lastmod> cannot be/,
  ],
  ['an address twice', urlset(`<url><loc>${BASE}a</loc></url>`.repeat(2)), /stands twice/],
  ['an unknown element', urlset(`<url><loc>${BASE}a</loc><title>x</title></url>`), /<title> may not stand/],
  ['nothing', urlset(''), /is empty/],
  [
    'too much',
    urlset(Array.from({ length: 50_001 }, (_, index) => `<url><loc>${BASE}${index}</loc></url>`).join('')),
    /more than 50,000/,
  ],
  ['another root', '<urlset/>', /neither urlset nor sitemapindex/],
];

for (const [what, source, fault] of SITEMAPS_SPOILT) {
  test(`sitemaps: ${what} is found`, () => {
    const { faults } = readSitemap(source, `${BASE}sitemap.xml`);
    assert.match(faults.join('\n'), fault);
  });
}

test('sitemaps: a good one gives its addresses', () => {
  assert.deepEqual(readSitemap(urlset(`<url><loc>${BASE}a?b&amp;c</loc></url>`), `${BASE}sitemap.xml`), {
    faults: [],
    kind: 'urlset',
    locations: [`${BASE}a?b&c`],
  });
});
