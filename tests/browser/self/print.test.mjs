// The check of paper, checked: a page that is right on paper passes, and each spoilt one fails with the right words.

import assert from 'node:assert/strict';
import test from 'node:test';

import { numberFaults, printFaults } from '../lib/print.mjs';
import { BASE, faultsWith } from './fixture.mjs';

const ARTICLE = '2017/10/26/pont.html';
const SHEET = '@page { margin: 2cm; @bottom-center { content: counter(page) "/" counter(pages) } } @media print { .skip, nav { display: none } }';
const RECORD = `<dl class="dates"><dt>Modifié</dt><dd><time datetime="2017-11-03">3 novembre 2017</time></dd></dl>
<ol class="sources"><li><a href="https://conseil.example/avis">Avis du conseil</a></li></ol>
<p class="citation">« Le pont », Dépôt, 26 octobre 2017, ${BASE}${ARTICLE}</p>`;

const good = {
  'style.css': (text) => `${text} ${SHEET}`,
  [ARTICLE]: (text) => text.replace('</main>', `${RECORD}</main>`),
};
const spoilt = (file, from, to) => ({ ...good, [file]: (text) => good[file](text).replace(from, to) });
const check = (site) => printFaults(site, { articles: [ARTICLE], others: ['index.html'] });

test('a page that is right on paper has no fault', async () => {
  assert.deepEqual(await faultsWith(good, check), []);
});

for (const [what, change, fault] of [
  ['a link that skips', spoilt('style.css', '.skip, ', ''), /<a> “Au texte” is of no use on paper/],
  ['sheets without a number', spoilt('style.css', 'counter(page) "/" counter(pages)', 'none'), /sheet 1 of 1 has no number/],
  ['a date that is left out', spoilt('style.css', 'nav {', 'nav, .dates {'), /a date is not on paper: 3 novembre 2017/],
  ['a source that is left out', spoilt('style.css', 'nav {', 'nav, .sources {'), /a source is not on paper: Avis du conseil/],
  ['an article without its address', spoilt(ARTICLE, `, ${BASE}${ARTICLE}`, ''), /its address is not on paper/],
]) {
  test(`${what} is found on paper`, async () => {
    assert.match((await faultsWith(change, check)).join('\n'), fault);
  });
}

test('numbers are those of the sheets', () => {
  assert.deepEqual(numberFaults(['a\n  1/2\n', 'b\n  2/2\n']), []);
  assert.deepEqual(numberFaults(['a\n Page 1\n', 'b\n Page 2\n']), []);
  assert.match(numberFaults(['a\n1/3\n', 'b\n2/3\n']).join(), /sheet 1 of 2/);
  assert.match(numberFaults(['a\n1\n', 'in 2017 there were 2\n']).join(), /sheet 2 of 2/);
});
