// Owns the reading of HTML text as a list of opening tags: enough to follow links and to see what a page would load.
// It does not judge markup: that is vnu's work, and pages that vnu passes are read rightly here.

const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title']);
const TOKEN = /<!--[\s\S]*?-->|<![^>]*>|<\/?([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Every opening tag in order: `{ name, attributes, text, line }`; `text` is that of script, style, textarea, title. */
export function elements(html) {
  const found = [];
  const token = new RegExp(TOKEN);
  for (let match; (match = token.exec(html));) {
    const [whole, tag, rest] = match;
    if (!tag || whole.startsWith('</')) continue;
    const name = tag.toLowerCase();
    const element = { name, attributes: attributes(rest), text: '', line: lineAt(html, match.index) };
    if (RAW_TEXT.has(name)) {
      const end = closing(html, name, token.lastIndex);
      element.text = html.slice(token.lastIndex, end);
      token.lastIndex = end;
    }
    found.push(element);
  }
  return found;
}

/** Character references as their characters; unknown names stay as written. */
export function decode(text) {
  return text.replace(/&(?:#(\d+)|#[xX]([\da-fA-F]+)|(\w+));/g, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    return NAMED[name] ?? whole;
  });
}

/** Addresses within a style sheet: of `url(…)` and `@import`. */
export function styleAddresses(css) {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const found = [];
  for (const [, quoted, single, plain] of bare.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*?))\s*\)/g)) {
    found.push(quoted ?? single ?? plain);
  }
  for (const [, quoted, single] of bare.matchAll(/@import\s+(?:"([^"]*)"|'([^']*)')/g)) found.push(quoted ?? single);
  return found;
}

function attributes(text) {
  const map = new Map();
  for (const [, name, double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!map.has(key)) map.set(key, decode(double ?? single ?? bare ?? ''));
  }
  return map;
}

function closing(html, name, from) {
  const end = html.slice(from).search(new RegExp(`</${name}[\\s/>]`, 'i'));
  return end < 0 ? html.length : from + end;
}

function lineAt(text, index) {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
