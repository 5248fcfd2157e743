// Owns the question whether anything on a page is cut off, lies upon another, or leaves the screen. Each function here runs within
// the page, so it stands alone: it can use nothing that is not its own.

/** What is wrong with the places of things on this page, as it is shown now: each fault a line. */
export function layoutFaults() {
  const { document, getComputedStyle, NodeFilter } = globalThis;
  const root = document.documentElement;
  const width = root.clientWidth;
  const faults = [];

  const excess = root.scrollWidth - width;
  if (excess > 1) faults.push(`scrolls sideways: ${excess} px too wide`);

  const shown = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true })) return false;
    // Kept for the ear alone, or until it has the focus.
    for (let at = element; at; at = at.parentElement) if (getComputedStyle(at).clipPath === 'inset(50%)') return false;
    return true;
  };
  const name = (element) => {
    const words = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
    return `<${element.localName}${element.className && element.getAttribute('class') ? ` class="${element.getAttribute('class')}"` : ''}> “${words}”`;
  };
  // What scrolls within itself may be wider than the screen: axe-core sees to it that a keyboard reaches it.
  const scrolls = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };

  // Words where they stand, a box for each line of each text. Only the middle band of a line is taken: its box has room above and
  // below for marks that are seldom there, and lines share that room.
  const bands = [];
  // What a box hides of its contents is no longer anywhere; that it does so is told further down.
  const hides = (element) => {
    for (let at = element; at && at !== root; at = at.parentElement) {
      if (/hidden|clip/.test(getComputedStyle(at).overflowY)) return at.getBoundingClientRect();
    }
    return null;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || !shown(element)) continue;
    const within = scrolls(element);
    const edge = hides(element);
    range.selectNodeContents(text);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const height = bottom - top;
      if (right - left < 2 || height < 2) continue;
      if (edge && (top >= edge.bottom - height * 0.35 || bottom <= edge.top + height * 0.35)) continue;
      if (!within && (left < -1 || right > width + 1)) faults.push(`leaves the screen: ${name(element)}`);
      bands.push({ left: left + 1, right: right - 1, top: top + height * 0.35, bottom: bottom - height * 0.35, element, text });
    }
  }

  const crosses = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  bands.sort((one, other) => one.top - other.top);
  for (let index = 0; index < bands.length; index += 1) {
    for (let next = index + 1; next < bands.length && bands[next].top < bands[index].bottom; next += 1) {
      if (bands[next].text === bands[index].text || !crosses(bands[index], bands[next])) continue;
      faults.push(`overlap: ${name(bands[index].element)} and ${name(bands[next].element)}`);
    }
  }
  for (const picture of document.querySelectorAll('img, video, svg')) {
    if (!shown(picture) || picture.parentElement.closest('svg')) continue;
    const { left, right, top, bottom } = picture.getBoundingClientRect();
    if (right - left < 2 || bottom - top < 2) continue;
    if (!scrolls(picture) && (left < -1 || right > width + 1)) faults.push(`leaves the screen: ${name(picture)}`);
    const box = { left: left + 1, right: right - 1, top: top + 1, bottom: bottom - 1 };
    const over = bands.find((band) => crosses(band, box) && !picture.contains(band.element));
    if (over) faults.push(`overlap: ${name(over.element)} and <${picture.localName}>`);
  }

  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    if (element.closest('svg') || !element.textContent.trim() || !shown(element)) continue;
    // A teaser that ends in a mark of omission, after so many whole lines, loses nothing: it leads to the whole.
    if (style.webkitLineClamp !== 'none' && element.clientHeight > 1) continue;
    const cutX = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const cutY = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (cutX || cutY) faults.push(`cut off: ${name(element)}`);
  }
  return [...new Set(faults)].slice(0, 8);
}

/** How many letters this page shows. */
export function visibleLetters() {
  const { document, NodeFilter } = globalThis;
  let letters = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const shown = walker.currentNode.parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (shown) letters += walker.currentNode.data.trim().length;
  }
  return letters;
}
