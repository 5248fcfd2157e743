// Owns what a page is on paper: the PDF that Chromium makes of it, read back by pdftotext, beside what the page says of itself.

import { spawnSync } from 'node:child_process';

import { serve, withChromium } from './chromium.mjs';

const SHEET = { format: 'A4', preferCSSPageSize: true, printBackground: false };

/** What is missing or too much on paper, each fault a line; `articles` are held to more than `others`. */
export async function printFaults(site, { articles, others }) {
  const faults = [];
  await withChromium({ bypassCSP: true }, async (context) => {
    await serve(context, site);
    const page = await context.newPage();
    for (const file of [...articles, ...others]) {
      await page.goto(site.base + encodeURI(file), { waitUntil: 'load' });
      await page.emulateMedia({ media: 'print' });
      const said = await page.evaluate(read);
      const sheets = sheetsOf(await page.pdf(SHEET));
      faults.push(...said.shown.map((what) => `${file}: ${what} is of no use on paper`), ...numberFaults(sheets).map((it) => `${file}: ${it}`));
      if (!articles.includes(file)) continue;
      const missing = [
        ['the headline', said.headline],
        ['its address', site.base + file],
        ...said.dates.map((date) => ['a date', date]),
        ...said.sources.map((source) => ['a source', source]),
        ['how to cite it', said.citation],
      ].filter(([, text]) => !isSaid(text, sheets.join(' ')));
      faults.push(...missing.map(([what, text]) => `${file}: ${what} is not on paper: ${text}`));
      const [first] = sheets;
      if (!letters(first).includes(letters(site.base + file))) faults.push(`${file}: the first sheet does not say its address`);
    }
  });
  return faults;
}

/** The text of each sheet of a PDF. */
export function sheetsOf(pdf) {
  const run = spawnSync('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], { input: pdf, encoding: 'utf8' });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`pdftotext ended with ${run.status}: ${run.stderr}`);
  return run.stdout.split('\f').slice(0, -1);
}

/** Faults of the sheets' numbers: each has its own in its last line, alone or beside how many there are. */
export function numberFaults(sheets) {
  return sheets.flatMap((sheet, index) => {
    const last = sheet.trimEnd().split('\n').at(-1).normalize('NFKC').trim();
    const numbers = (last.match(/\d+/g) ?? []).map(Number);
    const isNumber = /^\D{0,8}\d+(\D{1,5}\d+)?\D{0,3}$/.test(last);
    const right = numbers[0] === index + 1 && (numbers.length === 1 || numbers[1] === sheets.length);
    return isNumber && right ? [] : [`sheet ${index + 1} of ${sheets.length} has no number at its foot, but: ${last}`];
  });
}

// Whether a paper has every word of a text: columns and two directions of writing take words out of their order.
function isSaid(text, paper) {
  const all = letters(paper);
  const words = text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 0 && words.every((word) => all.includes(letters(word)));
}

// Letters and figures alone: what a line's end, a hyphen or a wide space makes of words is none of our business. Nor are lam and alef: they are
// one sign on paper, and pdftotext gives the two letters of that sign in the wrong order.
function letters(text) {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[\u0622\u0623\u0625\u0627\u0644]/gu, '');
}

// Runs within the page: what it says, and what it shows that only a screen can use.
function read() {
  const { document } = globalThis;
  const visible = (element) => element.checkVisibility({ visibilityProperty: true });
  const useless = [...document.querySelectorAll('nav, .skip, button, audio, video, form')].filter(visible);
  const texts = (selector) => [...document.querySelectorAll(selector)].map((it) => it.textContent.trim());
  return {
    shown: useless.map((it) => `<${it.localName}> “${it.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}”`),
    headline: document.querySelector('h1').textContent,
    dates: texts('.dates time'),
    sources: texts('.sources li > :first-child'),
    citation: texts('.citation').at(0) ?? '',
  };
}
