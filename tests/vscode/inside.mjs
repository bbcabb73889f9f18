// The tests that run in the extension host, started from outside: see inside/.

import { existsSync, readFileSync } from 'node:fs';

import { PATIENCE, until } from './workbench.mjs';

/** Runs them in a window of their own, and makes each a subtest of `t`. `file` is where they tell what came of them. */
export async function runInside(t, workbench, file, files) {
  const { page } = await workbench.open('inside', files);
  const told = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1).map(JSON.parse) : []);
  await until(() => told().at(-1)?.end, 'the tests inside have ended', () => JSON.stringify(told(), null, 1), 5 * PATIENCE);
  await page.context().close();
  for (const { name, note, error } of told().slice(0, -1)) {
    await t.test(name, (t) => {
      if (note) t.diagnostic(note);
      if (error) throw Object.assign(new Error(error), { stack: error });
    });
  }
}
