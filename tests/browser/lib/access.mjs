// Owns the matrix of accessibility: in which states a page is shown, what is asked in each, and how it is brought there. A page is
// loaded once, and then its surroundings change, as a reader's do: the window, the colours, the size of letters.
// axe-core judges the whole page where the width changes, and colours alone where only colours do. `layout.mjs` judges what is
// cut off, overlaps or leaves the screen, wherever the place of anything changes.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { serve, withChromium } from './chromium.mjs';
import { layoutFaults, visibleLetters } from './layout.mjs';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const COLOURS = ['color-contrast', 'link-in-text-block'];
const HEIGHT = 900;
// What WCAG 2.2 asks under 1.4.12, by a reader's own style sheet.
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }`;
const USUAL = { width: 1280, scale: 1, letters: 16, style: '', media: {} };

/** States: what surrounds the page, and what is asked of it there: the rules of axe-core, the layout, stillness. */
export const MATRIX = [
  { name: '320 px', width: 320, rules: 'all', layout: true },
  { name: '320 px, spaced', width: 320, style: SPACING, layout: true },
  { name: '320 px, dark', width: 320, media: { colorScheme: 'dark' }, rules: COLOURS },
  { name: '768 px', width: 768, rules: 'all', layout: true },
  { name: '768 px, dark', width: 768, media: { colorScheme: 'dark' }, rules: COLOURS },
  // A window of 1280 px at 200% has 640 px of its own, each drawn as four.
  { name: '1280 px at 200%', width: 640, scale: 2, layout: true },
  { name: '1280 px', rules: 'all', layout: true },
  { name: '1280 px, dark', media: { colorScheme: 'dark' }, rules: COLOURS },
  { name: '1280 px, spaced', style: SPACING, layout: true },
  { name: '1280 px, letters at 200%', letters: 32, layout: true },
  { name: 'more contrast', media: { contrast: 'more' }, rules: [...COLOURS, 'color-contrast-enhanced'] },
  {
    name: 'more contrast, dark',
    media: { contrast: 'more', colorScheme: 'dark' },
    rules: [...COLOURS, 'color-contrast-enhanced'],
  },
  { name: 'forced colours', media: { forcedColors: 'active' }, rules: COLOURS, layout: true, letters: 16, whole: true },
  { name: 'less motion', media: { reducedMotion: 'reduce' }, still: true },
];

/** The states that a page is looked at in where others of its kind went through all. */
export const BRIEF = MATRIX.filter(({ name }) => ['320 px', '1280 px, dark'].includes(name));

/** The states with these names. */
export function states(...names) {
  return names.map((name) => {
    const found = MATRIX.find((state) => state.name === name);
    if (!found) throw new Error(`no state is named ${name}`);
    return found;
  });
}

/** What is wrong with pages in states, each a line. */
export async function accessFaults(site, pages, matrix) {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const faults = [];
  // The policy would keep axe-core itself out; that the policy holds is seen in `visitFaults`.
  await withChromium({ bypassCSP: true }, async (context) => {
    await serve(context, site);
    const page = await context.newPage();
    const screen = new Screen(page, await context.newCDPSession(page));
    for (const file of pages) {
      await screen.show(USUAL);
      await page.goto(site.base + encodeURI(file), { waitUntil: 'load' });
      await page.evaluate(source);
      const letters = await page.evaluate(visibleLetters);
      for (const state of matrix) {
        await screen.show({ ...USUAL, ...state });
        for (const fault of await faultsIn(page, state, letters)) faults.push(`${file} (${state.name}): ${fault}`);
      }
    }
  });
  return faults;
}

async function faultsIn(page, state, letters) {
  const faults = [];
  if (state.rules) faults.push(...(await page.evaluate(examine, { rules: state.rules, standards: STANDARDS })));
  if (state.layout) faults.push(...(await page.evaluate(layoutFaults)));
  if (state.still) faults.push(...(await page.evaluate(motions)));
  if (state.whole && (await page.evaluate(visibleLetters)) < letters) faults.push('shows less text than in usual colours');
  return faults;
}

// What surrounds a page. Only what differs from the last state is changed.
class Screen {
  #page;
  #session;
  #now = {};

  constructor(page, session) {
    this.#page = page;
    this.#session = session;
  }

  async show({ width, scale, letters, style, media }) {
    await this.#change('window', { width, height: HEIGHT, deviceScaleFactor: scale, mobile: false }, (window) =>
      this.#session.send('Emulation.setDeviceMetricsOverride', window),
    );
    await this.#change('letters', { standard: letters, fixed: Math.round((letters * 13) / 16) }, (fontSizes) =>
      this.#session.send('Page.setFontSizes', { fontSizes }),
    );
    const usual = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none', reducedMotion: 'no-preference' };
    await this.#change('media', { ...usual, ...media }, (features) => this.#page.emulateMedia(features));
    await this.#page.evaluate(dress, style);
  }

  async #change(what, wanted, change) {
    const text = JSON.stringify(wanted);
    if (this.#now[what] === text) return;
    await change(wanted);
    this.#now[what] = text;
  }
}

// What follows runs within the page.

async function examine({ rules, standards }) {
  const runOnly = rules === 'all' ? { type: 'tag', values: standards } : { type: 'rule', values: rules };
  const { violations } = await globalThis.axe.run(globalThis.document, { runOnly, resultTypes: ['violations'] });
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary.replace(/\s+/g, ' ')})`)
        .join('; ')}`,
  );
}

// A reader's own style sheet, or none.
function dress(style) {
  const sheet = new globalThis.CSSStyleSheet();
  sheet.replaceSync(style);
  globalThis.document.adoptedStyleSheets = style ? [sheet] : [];
}

function motions() {
  const { document, getComputedStyle } = globalThis;
  const faults = document.getAnimations().map((it) => `moves: ${it.animationName ?? it.transitionProperty ?? 'something'}`);
  if (getComputedStyle(document.documentElement).scrollBehavior !== 'auto') faults.push('scrolls by sliding');
  for (const element of document.querySelectorAll('*')) {
    const { animationName, transitionDuration } = getComputedStyle(element);
    if (animationName !== 'none') faults.push(`${element.localName}.${element.className} moves: ${animationName}`);
    if (/[1-9]/.test(transitionDuration)) faults.push(`${element.localName}.${element.className} slides from state to state`);
  }
  return [...new Set(faults)].slice(0, 5);
}
