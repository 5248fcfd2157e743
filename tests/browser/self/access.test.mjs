// The checks of accessibility, checked in Chromium: the good archive passes in every state, and each spoilt one fails in the state
// where a reader would stumble, and in no other.

import assert from 'node:assert/strict';
import test from 'node:test';

import { MATRIX, accessFaults, states } from '../lib/access.mjs';
import { keyboardFaults } from '../lib/keyboard.mjs';
import { faultsWith } from './fixture.mjs';

const INDEX = 'index.html';
const within = (markup) => (text) => text.replace('</main>', `${markup}</main>`);
const styled = (rule) => (text) => `${text} ${rule}`;
const home = (...names) => (site) => accessFaults(site, [INDEX], states(...names));
const keys = async (site) => (await keyboardFaults(site, [INDEX])).faults;

test('the good archive has no fault in any state, nor by keyboard', async () => {
  const check = async (site) => [
    ...(await accessFaults(site, site.pages, MATRIX)),
    ...(await keyboardFaults(site, site.pages)).faults,
  ];
  assert.deepEqual(await faultsWith({}, check), []);
});

// What is spoilt, the state that is to find it, one that is not, how, and what is to be said.
const SPOILT = [
  [
    'pale text in the dark',
    '1280 px, dark',
    '320 px',
    { 'style.css': (text) => text.replace('color: #eee', 'color: #222') },
    /color-contrast/,
  ],
  [
    'text that is too pale for who asks for contrast',
    'more contrast',
    '320 px',
    { 'style.css': styled('a { color: #666 }') },
    /color-contrast-enhanced/,
  ],
  ['a line that does not break', '320 px', '1280 px', { 'style.css': styled('h1 { inline-size: 500px }') }, /scrolls sideways/],
  [
    'words that leave the screen where nobody can scroll',
    '320 px',
    '1280 px',
    { 'style.css': styled('p { position: relative; inset-inline-start: min(0px, 40vw - 300px) }') },
    /leaves the screen: <p>|leaves the screen: <a>/,
  ],
  [
    'a box that cuts its words off',
    '320 px, spaced',
    '1280 px',
    {
      'style.css': styled('h1 { block-size: 3rem; font-size: 1.6rem; overflow: hidden }'),
      [INDEX]: (text) => text.replace('<h1>Dépôt', '<h1>Dépôt de toutes les dépêches du fleuve'),
    },
    /cut off: <h1>/,
  ],
  [
    'a height that is not for larger letters',
    '1280 px, letters at 200%',
    '1280 px',
    {
      'style.css': styled('h1 { block-size: 80px; font-size: 1.5rem } h1, h1 + p { margin: 0 }'),
      [INDEX]: (text) => text.replace('<h1>Dépôt', '<h1>Dépôt<br>entier'),
    },
    /overlap: .*<h1>/,
  ],
  [
    'text that vanishes with the colours',
    'forced colours',
    '1280 px',
    { 'style.css': styled('@media (forced-colors: active) { h1 { display: none } }') },
    /shows less text/,
  ],
  [
    'what moves all the same',
    'less motion',
    '1280 px',
    { 'style.css': styled('@keyframes beat { to { opacity: .9 } } h1 { animation: beat 2s infinite }') },
    /moves: beat/,
  ],
];

for (const [what, state, other, change, fault] of SPOILT) {
  test(`${what} is found: ${state}`, async () => {
    const faults = await faultsWith(change, home(state, other));
    assert.match(faults.join('\n'), fault);
    assert.deepEqual(faults.filter((it) => it.includes(`(${other})`)), []);
  });
}

const UNREACHED = [
  ['an order of its own', { [INDEX]: within('<p><a href="about.html" tabindex="1">Avant tout</a></p>') }, /Tab comes to <a> “Au texte” after/],
  ['a focus that is not seen', { 'style.css': styled(':focus-visible { outline: none }') }, /the focus is not seen on <a>/],
  ['a ring that is too pale', { 'style.css': styled(':focus-visible { outline: 2px solid #eee }') }, /has a contrast of 1\.\d+/],
  ['a link beside the screen', { 'style.css': styled('main a { position: fixed; inset-block-start: -100px }') }, /out of sight/],
  [
    'something that lies over a link',
    { 'style.css': styled('main::after { background: #fff; content: ""; inset: 0; position: fixed }') },
    /lies over/,
  ],
  ['a way that leaps', { 'style.css': styled('main { display: flex; flex-direction: column-reverse }') }, /Tab leaps from/],
  [
    'no way past what is on every page',
    { [INDEX]: (text) => text.replace(/<a class="skip".*?<\/a>/, '') },
    /first stop is no link to what/,
  ],
  [
    'a way past that leads elsewhere',
    { [INDEX]: (text) => text.replace('href="#main"', 'href="#head"').replace('<main', '<p id="head">En tête</p>\n<main') },
    /first stop is no link to what/,
  ],
  [
    'a trap',
    {
      [INDEX]: (text) =>
        within('<p><a id="trap" href="about.html">Piège</a></p>')(text).replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline'") +
        '<script>trap.addEventListener("keydown", (it) => it.preventDefault())</script>',
    },
    /does not come out of <a> “Piège”/,
  ],
];

for (const [what, change, fault] of UNREACHED) {
  test(`${what} is found by keyboard`, async () => {
    assert.match((await faultsWith(change, keys)).join('\n'), fault);
  });
}

test('a cover opens and closes by keyboard, and one that does not is found', async () => {
  const covered = '<details><summary>Montrer</summary><p>Couvert.</p></details>';
  assert.deepEqual(await faultsWith({ [INDEX]: within(covered) }, keys), []);
  const held = `${covered}<script>document.querySelector('summary').addEventListener('keydown', (it) => it.key === 'Tab' || it.preventDefault())</script>`;
  assert.match((await faultsWith({ [INDEX]: within(held) }, keys)).join('\n'), /Enter does nothing on `Montrer`/);
});
