// The browser checks, checked in Chromium: the good archive passes, and each spoilt one fails with the right words.

import assert from 'node:assert/strict';
import test from 'node:test';

import { accessFaults, states } from '../lib/access.mjs';
import { SUBFOLDER, onDisk, visitFaults, walkFaults } from '../lib/chromium.mjs';
import { BASE, faultsWith } from './fixture.mjs';

const INDEX = 'index.html';
const WALK = ['article', 'tag', 'day', 'home'];
const within = (markup) => (text) => text.replace('</main>', `${markup}</main>`);
const access = (site) => accessFaults(site, site.pages, states('320 px'));
const visit = (site) => visitFaults(site, site.pages);
const mirrored = (site) => visitFaults(site, site.pages.filter((page) => page !== '404.html'), SUBFOLDER);
const carried = (site) => visitFaults(site, site.pages.filter((page) => page !== '404.html'), onDisk(site));
const walk = async (site) => (await walkFaults(site, INDEX, WALK)).faults;

test('the good archive has no fault', async () => {
  for (const check of [access, visit, mirrored, carried, walk]) assert.deepEqual(await faultsWith({}, check), []);
});

const SPOILT = [
  [
    'an image without alternative text',
    access,
    { [INDEX]: within('<img src="pont.svg" width="10" height="10">') },
    /index\.html \(320 px\): image-alt/,
  ],
  ['pale text', access, { 'style.css': 'html { background: #fff; color: #ccc }' }, /color-contrast/],
  ['a page that is too wide', access, { 'style.css': (text) => `${text} h1 { width: 500px }` }, /scrolls sideways/],
  [
    'an image of another host',
    visit,
    {
      [INDEX]: (text) =>
        within('<img src="https://elsewhere.example/a.png" alt="">')(text.replace("img-src 'self'", 'img-src https:')),
    },
    /index\.html: asks another host: https:\/\/elsewhere\.example\/a\.png/,
  ],
  ['a file that does not exist', visit, { [INDEX]: within('<img src="gue.svg" alt="">') }, /asks for `gue\.svg`/],
  [
    'an inline style that the policy refuses',
    visit,
    { [INDEX]: within('<p style="color: red">x</p>') },
    /index\.html: .*Content Security Policy/,
  ],
  [
    'an inline script that the policy refuses',
    visit,
    { [INDEX]: within('<script>1</script>') },
    /Content Security Policy/,
  ],
  [
    'an image at the root of a host, below a folder',
    mirrored,
    { [INDEX]: within('<img src="/pont.svg" alt="">') },
    /index\.html: asks another host: https:\/\/mirror\.invalid\/pont\.svg/,
  ],
  [
    'an image at its own address, from a copy',
    carried,
    { [INDEX]: (text) => within(`<img src="${BASE}pont.svg" alt="">`)(text.replace("img-src 'self'", 'img-src https:')) },
    /index\.html: asks another host: https:\/\/archive\.example\/depot\/pont\.svg/,
  ],
  [
    'a link that only a script could follow',
    walk,
    { [INDEX]: (text) => text.replace('<a href="2017/10/26/pont.html">', '<a>') },
    /no link leads to a page of kind "article"/,
  ],
  [
    'a link that cannot be seen',
    walk,
    { [INDEX]: (text) => text.replace('<p><a', '<p hidden><a') },
    /no link leads to a page of kind "article"/,
  ],
  [
    'a style that file:// does not find',
    walk,
    { 'tags/fleuve.html': (text) => text.replace('../style.css', '/style.css') },
    /could not load file:\/\/\/style\.css/,
  ],
];

for (const [what, check, change, fault] of SPOILT) {
  test(`${what} is found`, async () => {
    assert.match((await faultsWith(change, check)).join('\n'), fault);
  });
}
