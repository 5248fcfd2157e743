// Owns what a page's markup promises its readers: a strict policy that stands before all it governs, no referrer, no
// script, no early contact with another host. What a browser then does is seen in `chromium.mjs`.

const EARLY_CONTACT = new Set(['dns-prefetch', 'preconnect', 'prefetch', 'prerender', 'modulepreload']);
const GOVERNED = new Set(['script', 'style', 'link', 'img', 'iframe', 'object', 'video', 'audio']);

/** Faults of all pages, each a line. */
export function privacyFaults(site) {
  return site.pages.flatMap((page) => pageFaults(site.elements(page)).map((fault) => `${page}: ${fault}`));
}

/** Faults of one page's tags. */
export function pageFaults(elements) {
  const faults = [];
  const policy = elements.findIndex((it) => equiv(it) === 'content-security-policy');
  const governed = elements.findIndex(({ name }) => GOVERNED.has(name));
  if (policy < 0) faults.push('has no Content-Security-Policy');
  else {
    if (governed >= 0 && governed < policy)
      faults.push('its Content-Security-Policy stands after what it should govern');
    faults.push(...policyFaults(elements[policy].attributes.get('content') ?? ''));
  }
  const referrer = elements.find(({ name, attributes }) => name === 'meta' && attributes.get('name') === 'referrer');
  if (referrer?.attributes.get('content') !== 'no-referrer') faults.push('does not say referrer `no-referrer`');
  for (const element of elements) faults.push(...elementFaults(element));
  return faults;
}

/** Faults of a policy's text. */
export function policyFaults(policy) {
  const directives = new Map(
    policy
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .filter(([name]) => name)
      .map(([name, ...values]) => [name, values]),
  );
  const faults = [];
  if (directives.get('default-src')?.join(' ') !== "'none'") faults.push("its policy's default-src is not 'none'");
  for (const [name, values] of directives) {
    for (const value of values) {
      if (/^'unsafe-|^\*|^https?:|^\/\/|^wss?:/.test(value)) faults.push(`its policy's ${name} allows ${value}`);
    }
  }
  for (const name of ['base-uri', 'form-action']) {
    if (!directives.has(name)) faults.push(`its policy leaves ${name} open`);
  }
  return faults;
}

function elementFaults({ name, attributes, text, line }) {
  const faults = [];
  if (name === 'script') faults.push(...scriptFaults(attributes, text));
  for (const key of attributes.keys()) {
    if (/^on[a-z]+$/.test(key)) faults.push(`has the handler \`${key}\``);
  }
  for (const rel of (attributes.get('rel') ?? '').toLowerCase().split(/\s+/)) {
    if (name === 'link' && EARLY_CONTACT.has(rel)) faults.push(`asks for ${rel}`);
  }
  if (attributes.has('ping')) faults.push('reports clicks (`ping`)');
  return faults.map((fault) => `line ${line}: <${name}> ${fault}`);
}

function scriptFaults(attributes, text) {
  if (attributes.get('type') !== 'application/ld+json') {
    return attributes.has('src') ? [] : ['is an inline script'];
  }
  try {
    const data = JSON.parse(text);
    return data['@context'] && (data['@type'] || data['@graph']) ? [] : ['is JSON-LD without @context or @type'];
  } catch (error) {
    return [`is no JSON: ${error.message}`];
  }
}

function equiv({ name, attributes }) {
  return name === 'meta' ? attributes.get('http-equiv')?.toLowerCase() : undefined;
}
