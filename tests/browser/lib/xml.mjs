// Owns the reading of XML with namespaces, strictly: a document that is not well formed is a fault with its line.
// It knows no DTD beyond the five named entities: feeds and sitemaps have none, and one that had would be refused.

const NAME =
  /^[A-Za-z_\u00c0-\uffff][\w.\-\u00b7\u00c0-\uffff]*(?::[A-Za-z_\u00c0-\uffff][\w.\-\u00b7\u00c0-\uffff]*)?$/u;
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

export class XmlError extends Error {}

/** The root element: `{ name, namespace, attributes: Map, children, text, line }`; attribute keys are as written. */
export function parseXml(source) {
  return new Reader(source.replace(/^\ufeff/, '')).document();
}

/** Child elements, of one name and namespace where given. */
export function childrenOf(element, name, namespace = element.namespace) {
  const elements = element.children.filter((child) => typeof child !== 'string');
  return name ? elements.filter((child) => child.name === name && child.namespace === namespace) : elements;
}

class Element {
  constructor(name, namespace, attributes, line) {
    Object.assign(this, { name, namespace, attributes, children: [], text: '', findLine: line });
  }

  // Counted only when a fault asks for it: a sitemap of 50,000 addresses asks for none.
  get line() {
    return this.findLine();
  }
}

class Reader {
  constructor(source) {
    this.source = source;
    this.at = 0;
  }

  document() {
    const bad = FORBIDDEN.exec(this.source);
    if (bad)
      this.fail(
        `the character U+${bad[0].charCodeAt(0).toString(16).padStart(4, '0')} may not stand in XML`,
        bad.index,
      );
    if (this.source.startsWith('<?xml')) this.through('?>');
    this.misc();
    if (this.source[this.at] !== '<') this.fail('an element was expected');
    const root = this.element(new Map([['xml', XML_NAMESPACE]]));
    this.misc();
    if (this.at < this.source.length) this.fail('something stands after the root element');
    return root;
  }

  misc() {
    for (;;) {
      this.space();
      if (this.source.startsWith('<!--', this.at)) this.comment();
      else if (this.source.startsWith('<?', this.at)) this.through('?>');
      else if (this.source.startsWith('<!DOCTYPE', this.at)) this.fail('a document type has no place here');
      else return;
    }
  }

  element(scope) {
    const start = this.at;
    this.at += 1;
    const tag = this.name();
    const attributes = this.attributes();
    const inner = new Map(scope);
    for (const [key, value] of attributes) {
      if (key === 'xmlns') inner.set('', value);
      else if (key.startsWith('xmlns:')) inner.set(key.slice(6), value);
    }
    for (const key of attributes.keys()) {
      if (key.includes(':') && !key.startsWith('xmlns:')) this.namespaceOf(key, inner, start);
    }
    const element = new Element(tag.split(':').pop(), this.namespaceOf(tag, inner, start), attributes, () =>
      this.line(start),
    );
    if (this.take('/>')) return finish(element);
    if (!this.take('>')) this.fail('a tag is not closed');
    this.content(element, tag, inner);
    return finish(element);
  }

  content(element, tag, scope) {
    for (;;) {
      const next = this.source.indexOf('<', this.at);
      if (next < 0) this.fail(`<${tag}> is not closed`);
      if (next > this.at) element.children.push(this.text(this.source.slice(this.at, next)));
      this.at = next;
      if (this.take('</')) {
        const end = this.name();
        this.space();
        if (end !== tag || !this.take('>')) this.fail(`</${tag}> was expected`);
        return;
      }
      if (this.source.startsWith('<!--', this.at)) this.comment();
      else if (this.take('<![CDATA[')) element.children.push(this.through(']]>'));
      else if (this.source.startsWith('<?', this.at)) this.through('?>');
      else element.children.push(this.element(scope));
    }
  }

  attributes() {
    const found = new Map();
    for (;;) {
      const spaced = this.space();
      if (/[/>]/.test(this.source[this.at] ?? '>')) return found;
      if (!spaced) this.fail('white space was expected between attributes');
      const key = this.name();
      this.space();
      if (!this.take('=')) this.fail(`the attribute ${key} has no value`);
      this.space();
      const quote = this.source[this.at];
      if (quote !== '"' && quote !== "'") this.fail(`the value of ${key} is not in quotes`);
      this.at += 1;
      const value = this.through(quote);
      if (value.includes('<')) this.fail(`the value of ${key} holds a bare <`);
      if (found.has(key)) this.fail(`the attribute ${key} stands twice`);
      found.set(key, this.text(value));
    }
  }

  text(raw) {
    if (raw.includes(']]>')) this.fail('`]]>` stands in text');
    return raw.replace(/&([^;&\s]{0,12};)?/g, (whole, body) => {
      const name = body?.slice(0, -1);
      if (name in ENTITIES) return ENTITIES[name];
      const number = /^#(?:x([\da-fA-F]+)|(\d+))$/.exec(name ?? '');
      if (!number) this.fail(`\`${whole}\` is no entity of XML`);
      const character = String.fromCodePoint(number[1] ? parseInt(number[1], 16) : Number(number[2]));
      if (FORBIDDEN.test(character)) this.fail(`\`${whole}\` is no character of XML`);
      return character;
    });
  }

  comment() {
    this.at += 4;
    if (this.through('--').length >= 0 && !this.take('>')) this.fail('`--` stands in a comment');
  }

  name() {
    const [name] = /^[^\s/>=<"']*/.exec(this.source.slice(this.at, this.at + 200));
    if (!NAME.test(name)) this.fail(`\`${name}\` is no name`);
    this.at += name.length;
    return name;
  }

  namespaceOf(name, scope, at) {
    const prefix = name.includes(':') ? name.split(':')[0] : '';
    if (prefix && !scope.has(prefix)) this.fail(`the prefix ${prefix} is not declared`, at);
    return scope.get(prefix) ?? '';
  }

  through(end) {
    const found = this.source.indexOf(end, this.at);
    if (found < 0) this.fail(`\`${end}\` was expected`);
    const text = this.source.slice(this.at, found);
    this.at = found + end.length;
    return text;
  }

  take(text) {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  space() {
    const start = this.at;
    while (/[ \t\r\n]/.test(this.source[this.at] ?? '')) this.at += 1;
    return this.at > start;
  }

  line(at = this.at) {
    return this.source.slice(0, at).split('\n').length;
  }

  fail(message, at = this.at) {
    throw new XmlError(`line ${this.line(at)}: ${message}`);
  }
}

function finish(element) {
  element.text = element.children.map((child) => (typeof child === 'string' ? child : child.text)).join('');
  return element;
}
