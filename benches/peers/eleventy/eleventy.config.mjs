// The archive as a site of Eleventy. It has neither calendars nor pages of terms of its own: they are made here, with the
// means that its manual gives for them. It finds no related articles.

const SHOWN = 200;

export default function (config) {
  config.addPassthroughCopy('content/**/*.svg');
  config.addPassthroughCopy({ 'style.css': 'style.css' });
  config.setUseGitIgnore(false);

  const articles = (api) => api.getFilteredByGlob('content/**/*.md').sort((one, other) => other.date - one.date);
  let sorted;
  const once = (api) => (sorted ??= articles(api));
  config.on('eleventy.before', () => { sorted = undefined; });

  // Each list is cut into pages of so many, as the others do.
  const cut = (lists) => lists.flatMap(({ address, name, items }) => {
    const pages = [];
    for (let at = 0; at * SHOWN < items.length; at += 1) {
      pages.push({
        address: at === 0 ? `${address}.html` : `${address}/${at + 1}.html`,
        next: (at + 1) * SHOWN < items.length ? `/${address}/${at + 2}.html` : '',
        name,
        items: items.slice(at * SHOWN, (at + 1) * SHOWN),
      });
    }
    return pages;
  });

  const gathered = (api, keys) => {
    const lists = new Map();
    for (const item of once(api)) {
      for (const [address, name] of keys(item)) {
        if (!lists.has(address)) lists.set(address, { address, name, items: [] });
        lists.get(address).items.push(item);
      }
    }
    return [...lists.values()];
  };

  const day = (item) => item.date.toISOString().slice(0, 10);
  config.addCollection('periods', (api) => cut(gathered(api, (item) => {
    const [year, month] = day(item).split('-');
    return [[year, year], [`${year}/${month}`, `${month}/${year}`]];
  })));
  const kinds = { subjects: 'tags', places: 'places', people: 'people', actors: 'actors', conflicts: 'conflicts' };
  const terms = (api) => gathered(api, (item) => Object.entries(kinds).flatMap(([key, folder]) =>
    (item.data[key] ?? []).map((name) => [`${folder}/${config.getFilter('slugify')(name)}`, name])));
  config.addCollection('terms', (api) => cut(terms(api)));
  config.addCollection('feeds', (api) => terms(api).map(({ address, name, items }) => ({ address, name, items: items.slice(0, 30) })));
  config.addCollection('taxonomies', (api) => Object.values(kinds).map((folder) => ({
    address: folder,
    terms: terms(api).filter(({ address }) => address.startsWith(`${folder}/`)),
  })));
  config.addCollection('newest', (api) => once(api).slice(0, 30));
  config.addCollection('articles', once);

  config.addFilter('day', (date) => date.toISOString().slice(0, 10));
  const long = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' });
  config.addFilter('long', (date) => long.format(new Date(date)));
  config.addFilter('data', (it) => JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: it.title,
    description: it.description,
    datePublished: it.page.date.toISOString().slice(0, 10),
    inLanguage: it.language,
    url: `https://archive.example${it.page.url}`,
    keywords: it.subjects,
    author: it.byline,
    publisher: { '@type': 'Organization', name: it.agency },
    contentLocation: it.places,
    about: it.people,
  }).replaceAll('<', '\\u003c'));

  return { dir: { input: '.', includes: '_includes' }, markdownTemplateEngine: false };
}
