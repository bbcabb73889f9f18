// Starts the tests that run in the extension host: see inside/.

import { existsSync, readFileSync } from 'node:fs';

import { TIMEOUT, until } from './workbench.mjs';

/** Runs them in a window of their own, and makes each a subtest of `t`. They write their results to `resultFile`. */
export async function runInExtensionHost(t, workbench, resultFile, files) {
  const { page } = await workbench.open('inside', files);
  const results = () =>
    existsSync(resultFile) ? readFileSync(resultFile, 'utf8').split('\n').slice(0, -1).map(JSON.parse) : [];
  const describe = () => JSON.stringify(results(), null, 1);
  await until(() => results().at(-1)?.end, 'the tests in the extension host have ended', describe, 5 * TIMEOUT);
  await page.context().close();
  for (const { name, note, error } of results().slice(0, -1)) {
    await t.test(name, (t) => {
      if (note) t.diagnostic(note);
      if (error) throw Object.assign(new Error(error), { stack: error });
    });
  }
}
