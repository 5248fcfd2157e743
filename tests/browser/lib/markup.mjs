// Owns the running of vnu, the Nu Html Checker, over a built site. Its errors are faults; its warnings are told.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

// vnu knows no origin for a file on a disk, so it takes every page's `'self'` for nobody. `chromium.mjs` sees for itself.
const MISJUDGED = /violates Content Security Policy \(meta tag\)/;
const MOST_OUTPUT = 256 * 1024 * 1024;

/** `{ faults, warnings }` of every page and drawing below a folder, each a line. */
export function markupFaults(root) {
  const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
  const run = spawnSync(
    'java',
    [
      '-Xss2m',
      '-jar',
      jar,
      '--stdout',
      '--format',
      'json',
      '--exit-zero-always',
      '--skip-non-html',
      '--also-check-svg',
      root,
    ],
    { encoding: 'utf8', maxBuffer: MOST_OUTPUT },
  );
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`vnu ended with ${run.status}: ${run.stderr.slice(0, 2000)}`);
  const messages = JSON.parse(run.stdout).messages.filter(({ message }) => !MISJUDGED.test(message));
  const line = (it) =>
    `${path.relative(root, decodeURIComponent(new URL(it.url).pathname))}:${it.lastLine ?? 1}: ${it.message}`;
  const grave = messages.filter(({ type }) => type !== 'info');
  return { faults: grave.map(line), warnings: messages.filter(({ type }) => type === 'info').map(line) };
}
