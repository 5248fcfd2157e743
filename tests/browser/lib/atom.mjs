// Owns what RFC 4287 demands of an Atom feed, each demand with its section. Recommendations that readers of feeds rely
// on (a `self` link) are demanded too, and marked SHOULD.

import { isAbsolute, isLanguage, isMediaType, isTimestamp } from './values.mjs';
import { XmlError, childrenOf, parseXml } from './xml.mjs';

export const ATOM = 'http://www.w3.org/2005/Atom';
const XHTML = 'http://www.w3.org/1999/xhtml';

// How often each child may stand: exactly one, at most one, any number.
const ONE = 'one';
const OPTIONAL = 'optional';
const ANY = 'any';
const FEED = {
  author: ANY,
  category: ANY,
  contributor: ANY,
  generator: OPTIONAL,
  icon: OPTIONAL,
  id: ONE,
  link: ANY,
  logo: OPTIONAL,
  rights: OPTIONAL,
  subtitle: OPTIONAL,
  title: ONE,
  updated: ONE,
  entry: ANY,
};
const ENTRY = {
  author: ANY,
  category: ANY,
  content: OPTIONAL,
  contributor: ANY,
  id: ONE,
  link: ANY,
  published: OPTIONAL,
  rights: OPTIONAL,
  source: OPTIONAL,
  summary: OPTIONAL,
  title: ONE,
  updated: ONE,
};
const SOURCE = Object.fromEntries(
  Object.entries(FEED)
    .filter(([name]) => name !== 'entry')
    .map(([name, times]) => [name, times === ONE ? OPTIONAL : times]),
);
const PERSON = { name: ONE, uri: OPTIONAL, email: OPTIONAL };

const CHECKS = {
  author: person,
  contributor: person,
  category,
  content,
  generator,
  icon: address,
  id: identifier,
  link,
  logo: address,
  published: time,
  updated: time,
  rights: textConstruct,
  subtitle: textConstruct,
  summary: textConstruct,
  title: textConstruct,
  source: (element) => container(element, SOURCE, '4.2.11'),
};

/** Faults of a feed's text, each a line. */
export function atomFaults(text) {
  try {
    return rootFaults(parseXml(text));
  } catch (error) {
    if (error instanceof XmlError) return [error.message];
    throw error;
  }
}

function rootFaults(root) {
  if (root.name !== 'feed' || root.namespace !== ATOM) return ['the root is not an Atom feed (2)'];
  const entries = childrenOf(root, 'entry');
  return [
    ...container(root, FEED, '4.1.1'),
    ...alternates(root, '4.1.1'),
    ...(links(root, 'self').length ? [] : ['the feed has no link to itself (4.1.1, SHOULD)']),
    ...(childrenOf(root, 'author').length || entries.every(hasAuthor)
      ? []
      : ['the feed has no author, nor has each entry (4.1.1)']),
    ...order(root),
    ...twins(entries),
    ...entries.flatMap(entryFaults),
  ];
}

function entryFaults(entry) {
  const faults = [...container(entry, ENTRY, '4.1.2'), ...alternates(entry, '4.1.2')];
  const [inner] = childrenOf(entry, 'content');
  if (!inner && links(entry, 'alternate').length === 0)
    faults.push('an entry without content has no alternate link (4.1.2)');
  const remote = inner?.attributes.has('src') || (inner && isBinary(inner.attributes.get('type') ?? 'text'));
  if (remote && childrenOf(entry, 'summary').length === 0)
    faults.push('an entry whose content is elsewhere or binary has no summary (4.1.2)');
  return faults.map((fault) => `entry of line ${entry.line}: ${fault}`);
}

function container(element, allowed, section) {
  const faults = [];
  for (const [name, times] of Object.entries(allowed)) {
    const { length } = childrenOf(element, name, ATOM);
    if (times === ONE && length !== 1) faults.push(`<${element.name}> has ${length} <${name}>, not one (${section})`);
    if (times === OPTIONAL && length > 1) faults.push(`<${element.name}> has ${length} <${name}> (${section})`);
  }
  for (const child of childrenOf(element)) {
    if (child.namespace !== ATOM) continue;
    if (!(child.name in allowed)) faults.push(`<${child.name}> may not stand in <${element.name}> (${section})`);
    else
      faults.push(
        ...common(child),
        ...(CHECKS[child.name]?.(child) ?? []).map((fault) => `line ${child.line}: ${fault}`),
      );
  }
  return [...faults, ...common(element)];
}

function common(element) {
  const language = element.attributes.get('xml:lang');
  return language && !isLanguage(language) ? [`\`${language}\` is no language (2)`] : [];
}

function hasAuthor(entry) {
  const [source] = childrenOf(entry, 'source');
  return childrenOf(entry, 'author').length > 0 || (source !== undefined && childrenOf(source, 'author').length > 0);
}

function links(element, rel) {
  return childrenOf(element, 'link').filter(({ attributes }) => (attributes.get('rel') ?? 'alternate') === rel);
}

function alternates(element, section) {
  const kinds = links(element, 'alternate').map(
    ({ attributes }) => `${attributes.get('type')} ${attributes.get('hreflang')}`,
  );
  return new Set(kinds).size === kinds.length ? [] : [`two alternate links have one type and language (${section})`];
}

function order(feed) {
  const names = childrenOf(feed)
    .filter(({ namespace }) => namespace === ATOM)
    .map(({ name }) => name);
  const first = names.indexOf('entry');
  return first >= 0 && names.slice(first).some((name) => name !== 'entry')
    ? ['an element of the feed stands after an entry (4.1.1)']
    : [];
}

function twins(entries) {
  const seen = new Set();
  const faults = [];
  for (const entry of entries) {
    const [id] = childrenOf(entry, 'id');
    const [updated] = childrenOf(entry, 'updated');
    const key = `${id?.text} ${updated?.text}`;
    if (seen.has(key)) faults.push(`two entries have the id ${id?.text} and one time (4.1.1)`);
    seen.add(key);
  }
  return faults;
}

function person(element) {
  const faults = container(element, PERSON, '3.2');
  for (const name of childrenOf(element, 'name'))
    if (!name.text.trim()) faults.push('a person has an empty name (3.2.1)');
  for (const email of childrenOf(element, 'email'))
    if (!/.+@.+/.test(email.text)) faults.push(`\`${email.text}\` is no address of mail (3.2.3)`);
  return faults;
}

function category({ attributes }) {
  const scheme = attributes.get('scheme');
  return [
    ...(attributes.get('term') ? [] : ['a category has no term (4.2.2)']),
    ...(scheme && !isAbsolute(scheme) ? [`the scheme \`${scheme}\` is no address (4.2.2)`] : []),
  ];
}

function content(element) {
  const type = element.attributes.get('type') ?? 'text';
  const source = element.attributes.get('src');
  if (source !== undefined) {
    if (element.text.trim() || childrenOf(element).length) return ['content with src is not empty (4.1.3.2)'];
    return ['text', 'html', 'xhtml'].includes(type) ? ['content with src has no media type (4.1.3.2)'] : [];
  }
  if (['text', 'html', 'xhtml'].includes(type)) return textConstruct(element);
  if (/^(multipart|message)\//.test(type) || !isMediaType(type)) return [`content has the type \`${type}\` (4.1.3.1)`];
  return isBinary(type) && !/^[\s\w+/=]*$/.test(element.text) ? ['binary content is not Base64 (4.1.3.3)'] : [];
}

function isBinary(type) {
  return !['text', 'html', 'xhtml'].includes(type) && !/^text\/|[+/]xml($|;)/.test(type);
}

function textConstruct(element) {
  const type = element.attributes.get('type') ?? 'text';
  const inner = childrenOf(element);
  if (type === 'xhtml') {
    const isDiv = inner.length === 1 && inner[0].name === 'div' && inner[0].namespace === XHTML;
    return isDiv ? [] : [`<${element.name}> of XHTML is not one <div> (3.1.1.3)`];
  }
  if (type !== 'text' && type !== 'html') return [`<${element.name}> has the type \`${type}\` (3.1.1)`];
  if (inner.length) return [`<${element.name}> of type ${type} holds elements (3.1.1)`];
  return element.name === 'title' && !element.text.trim() ? ['a title is empty'] : [];
}

function generator(element) {
  return element.text.trim() ? [] : ['the generator is empty (4.2.4)'];
}

function address(element) {
  return isAbsolute(element.text) ? [] : [`<${element.name}> \`${element.text}\` is no absolute address`];
}

function identifier(element) {
  return isAbsolute(element.text) ? [] : [`the id \`${element.text}\` is no absolute address (4.2.6)`];
}

function link({ attributes }) {
  const href = attributes.get('href');
  const faults = [];
  if (!href || !isAbsolute(href)) faults.push(`a link has no absolute address: \`${href}\` (4.2.7.1)`);
  if (attributes.has('type') && !isMediaType(attributes.get('type')))
    faults.push('a link has no media type as type (4.2.7.3)');
  if (attributes.has('hreflang') && !isLanguage(attributes.get('hreflang')))
    faults.push('a link has no language as hreflang (4.2.7.4)');
  if (attributes.has('length') && !/^\d+$/.test(attributes.get('length')))
    faults.push('a link has no number as length (4.2.7.6)');
  return faults;
}

function time(element) {
  return isTimestamp(element.text) ? [] : [`<${element.name}> \`${element.text}\` is no time of RFC 3339 (3.3)`];
}
