// Owns the reader who has a keyboard and nothing else: what Tab reaches, in which order, whether the place is seen, and what the keys do there.

import { serve, withChromium } from './chromium.mjs';

const WINDOW = { width: 1024, height: 768 };
const OPENED_BY = ['Enter', 'Space'];

/** What such a reader meets on pages, each fault a line; and how often Tab was pressed. */
export async function keyboardFaults(site, pages, { colorScheme = 'light' } = {}) {
  const faults = [];
  let pressed = 0;
  await withChromium({ bypassCSP: true, viewport: WINDOW, colorScheme, reducedMotion: 'reduce' }, async (context) => {
    await serve(context, site);
    const page = await context.newPage();
    for (const file of pages) {
      const tell = (fault) => faults.push(`${file}: ${fault}`);
      await page.goto(site.base + encodeURI(file), { waitUntil: 'load' });
      pressed += await wander(page, tell);
      await cover(page, tell);
      await page.goto('about:blank');
      await page.goto(site.base + encodeURI(file), { waitUntil: 'load' });
      await skip(page, tell);
    }
  });
  return { faults, pressed };
}

// From the top of the page to its end by Tab alone, then one step back.
async function wander(page, tell) {
  const stops = await page.evaluate(gather);
  const reached = [];
  const most = stops.length * 2 + 10;
  let at = null;
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press('Tab');
    at = await page.evaluate(look);
    if (at.stop === -1 || at.stop === reached[0]) break;
    // The parts of a player are stops of their own within one.
    if (at.stop === reached.at(-1)) continue;
    reached.push(at.stop);
    for (const fault of at.faults) tell(fault);
  }
  if (reached.length > stops.length || at?.stop === reached.at(-1)) tell(`the focus does not come out of ${stops[at.stop] ?? 'what it is in'}`);
  for (const [index, name] of stops.entries()) if (!reached.includes(index)) tell(`Tab does not reach ${name}`);
  const turn = reached.findIndex((stop, index) => index > 0 && stop < reached[index - 1]);
  if (turn > 0) tell(`Tab comes to ${stops[reached[turn]]} after ${stops[reached[turn - 1]]}, which stands behind it`);
  for (const [from, to] of await page.evaluate(leaps, reached)) tell(`Tab leaps from ${stops[from]} up to ${stops[to]}`);

  if (reached.length > 2) {
    await page.evaluate(place, reached[2]);
    await page.keyboard.press('Shift+Tab');
    const back = (await page.evaluate(look)).stop;
    if (back !== reached[1]) tell(`Shift+Tab goes from ${stops[reached[2]]} to ${stops[back]}, not to ${stops[reached[1]]}`);
  }
  return reached.length;
}

// The link over everything else comes first, and leads past it.
async function skip(page, tell) {
  await page.keyboard.press('Tab');
  const first = await page.evaluate(link);
  if (!first?.target) {
    tell('the first stop is no link to what the page is about');
    return;
  }
  if (!first.seen) tell('the link that skips to the text is not to be seen when it has the focus');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  if (!(await page.evaluate(isWithin, first.target))) tell('the link that skips to the text does not lead there');
}

// What is covered opens and closes by key.
async function cover(page, tell) {
  const covers = await page.locator('summary').count();
  for (let index = 0; index < covers; index += 1) {
    const summary = page.locator('summary').nth(index);
    if (!(await summary.isVisible())) continue;
    const was = await summary.evaluate((it) => it.parentElement.open);
    for (const key of OPENED_BY) {
      await summary.focus();
      const before = await summary.evaluate((it) => it.parentElement.open);
      await page.keyboard.press(key);
      const after = await summary.evaluate((it) => it.parentElement.open);
      if (before === after) tell(`${key} does nothing on \`${await summary.innerText()}\``);
    }
    if ((await summary.evaluate((it) => it.parentElement.open)) !== was) tell('what was opened does not close again');
  }
}

// What follows runs within the page.

// The names of all that Tab must reach, in the order in which it stands; and how each looks without the focus.
function gather() {
  const { document, getComputedStyle } = globalThis;
  const wanted = 'a[href], summary, button, input, select, textarea, audio[controls], video[controls], [tabindex]';
  const stops = [...document.querySelectorAll(wanted)].filter(
    (it) => it.tabIndex >= 0 && !it.disabled && it.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }),
  );
  globalThis.stops = stops;
  globalThis.looks = (element) => {
    const { outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor, color, textDecoration } = getComputedStyle(element);
    const outline = outlineStyle === 'none' ? 'none' : outlineWidth;
    return [outline, boxShadow, backgroundColor, borderColor, color, textDecoration].join(' | ');
  };
  globalThis.before = stops.map(globalThis.looks);
  return stops.map((it) => `<${it.localName}> “${(it.textContent.trim() || it.getAttribute('aria-label') || '').replace(/\s+/g, ' ').slice(0, 40)}”`);
}

// Which stop has the focus (-1: none), and whether that is seen.
function look() {
  const { document, getComputedStyle, innerHeight, innerWidth } = globalThis;
  const element = document.activeElement;
  const stop = globalThis.stops.indexOf(element);
  if (stop === -1) return { stop, faults: [] };
  const name = `<${element.localName}> “${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}”`;
  const faults = [];
  if (globalThis.looks(element) === globalThis.before[stop]) faults.push(`the focus is not seen on ${name}`);

  const channels = (colour) => {
    const canvas = new globalThis.OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([red, green, blue]) => {
    const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const style = getComputedStyle(element);
  if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) {
    // What lies under the ring, in the middle of each of its sides.
    const { left, right, top, bottom } = element.getClientRects()[0];
    const away = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth) / 2;
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const points = [[x, top - away], [x, bottom + away], [left - away, y], [right + away, y]];
    const ground = ([across, down]) => {
      for (let at = document.elementFromPoint(across, down) ?? document.body; at; at = at.parentElement) {
        const colour = channels(getComputedStyle(at).backgroundColor);
        if (colour[3] > 250) return colour;
      }
      return [255, 255, 255, 255];
    };
    const ring = light(channels(style.outlineColor));
    const ratios = points.map((point) => {
      const under = light(ground(point));
      return (Math.max(ring, under) + 0.05) / (Math.min(ring, under) + 0.05);
    });
    if (ratios.filter((ratio) => ratio >= 3).length < 2) {
      faults.push(`the ring of the focus on ${name} has a contrast of ${Math.max(...ratios).toFixed(2)}, and 3 is the least`);
    }
  }

  const boxes = [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  const inside = boxes.filter((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
  if (inside.length === 0) faults.push(`the focus is out of sight on ${name}`);
  const covered = inside.every((box) => {
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const there = document.elementFromPoint(x, y);
    return there && !element.contains(there) && !there.contains(element);
  });
  if (inside.length > 0 && covered) faults.push(`something lies over ${name} while it has the focus`);
  return { stop, faults };
}

// Steps that go up the page without going on in the direction of writing, as pairs of stops.
function leaps(order) {
  const { document, getComputedStyle, scrollY } = globalThis;
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const boxes = order.map((stop) => {
    const box = globalThis.stops[stop].getClientRects()[0];
    return box && { start: rtl ? -box.right : box.left, top: box.top + scrollY, bottom: box.bottom + scrollY };
  });
  const found = [];
  for (let index = 2; index < order.length; index += 1) {
    const [from, to] = [boxes[index - 1], boxes[index]];
    if (from && to && to.bottom <= from.top && to.start <= from.start) found.push([order[index - 1], order[index]]);
  }
  return found;
}

function place(stop) {
  globalThis.stops[stop].focus();
}

function link() {
  const { document } = globalThis;
  const element = document.activeElement;
  const target = element.hash && element.pathname === globalThis.location.pathname ? element.hash.slice(1) : null;
  const { width, height } = element.getBoundingClientRect();
  const seen = width > 20 && height > 10 && globalThis.getComputedStyle(element).clipPath !== 'inset(50%)';
  const leads = target && document.querySelector('main')?.contains(document.getElementById(target));
  return { target: leads ? target : null, seen };
}

// Whether the focus is within a place; where nothing there takes it, whether it is not before it either.
function isWithin(id) {
  const { document, Node } = globalThis;
  const at = document.activeElement;
  const target = document.getElementById(id);
  if (target.contains(at)) return true;
  if (target.querySelector('a[href], summary, [tabindex]')) return false;
  // From the end of the page Tab begins anew: with nothing, or with the link that was followed.
  if (at === document.body || at.hash === `#${id}`) return true;
  return (target.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
