// Owns the judgement of Lighthouse over pages that a server already serves: node run.mjs ADDRESS [PAGE...].
// Each page must have full marks in each of four categories, on Lighthouse's own idea of a telephone on a slow line.
// What an audit takes away is told with what it found; those that have no weight are named.

import { launch } from 'chrome-launcher';
import lighthouse, { defaultConfig, Gatherer } from 'lighthouse';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const MOST_ITEMS = 5;
// What a busy machine takes away is there on another look; what a page takes away is not.
const TRIES = 5;

// Chromium lets a page's policy decide over what Lighthouse itself asks for, and our pages may connect to nothing. A crawler
// asks for robots.txt from outside, as this does.
class RobotsTxt extends Gatherer {
  meta = { supportedModes: ['navigation'] };

  async getArtifact({ baseArtifacts }) {
    const answer = await fetch(new URL('/robots.txt', baseArtifacts.URL.finalDisplayedUrl));
    return { status: answer.status, content: await answer.text() };
  }
}
const ownRobots = { id: 'RobotsTxt', gatherer: { instance: new RobotsTxt() } };
const CONFIG = {
  ...defaultConfig,
  artifacts: defaultConfig.artifacts.map((artifact) => (artifact.id === ownRobots.id ? ownRobots : artifact)),
  settings: { ...defaultConfig.settings, onlyCategories: CATEGORIES },
};

const [base, ...pages] = process.argv.slice(2);
if (!base || pages.length === 0) throw new Error('usage: node run.mjs ADDRESS PAGE...');

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', ...asRoot],
  logLevel: 'silent',
});
let failed = 0;
try {
  for (const page of pages) {
    let faults = await judge(page);
    for (let tries = 1; faults.length > 0 && tries < TRIES; tries += 1) faults = await judge(page);
    if (faults.length > 0) failed += 1;
    for (const fault of faults) console.log(`    ${fault}`);
  }
} finally {
  chrome.kill();
}
console.log(`${pages.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Looks at one page, prints its marks, and gives what takes away from them. */
async function judge(page) {
  const { lhr } = await lighthouse(new URL(page, base).href, { port: chrome.port, logLevel: 'silent' }, CONFIG);
  if (lhr.runtimeError) return [`Lighthouse cannot look at it: ${lhr.runtimeError.message}`];
  const marks = CATEGORIES.map((name) => [name, Math.round((lhr.categories[name].score ?? 0) * 100)]);
  const figures = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'];
  console.log(`  /${page}: ${marks.map(([name, mark]) => `${name} ${mark}`).join(', ')}`);
  console.log(`    ${figures.map((id) => `${lhr.audits[id].title} ${lhr.audits[id].displayValue}`).join(', ')}`);
  const faults = marks.filter(([, mark]) => mark < 100).flatMap(([name]) => lost(lhr, name));
  const uncounted = faults.length === 0 ? hints(lhr) : [];
  if (uncounted.length > 0) console.log(`    without weight, and not full: ${uncounted.join(', ')}`);
  return faults;
}

// The audits that take away from a category's marks.
function lost(lhr, name) {
  const short = lhr.categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1);
  return [`${name}:`, ...short.map(({ id }) => `  ${told(lhr.audits[id])}`)];
}

// What has no weight and is still not full.
function hints(lhr) {
  const counted = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  const seen = new Set(counted.map(({ id }) => id));
  return Object.values(lhr.audits)
    .filter(({ id, score, scoreDisplayMode }) => !seen.has(id) && score !== null && score < 1 && scoreDisplayMode !== 'informative')
    .map(({ id }) => id);
}

function told({ id, title, displayValue, details, errorMessage }) {
  const items = (details?.items ?? []).slice(0, MOST_ITEMS).map((item) => {
    const text = item.node?.snippet ?? item.description ?? item.url ?? item.source?.url ?? '';
    return String(text).replace(/\s+/g, ' ');
  });
  return [`${id}: ${title}`, displayValue, errorMessage, ...items].filter(Boolean).join(' · ');
}
