// The .vsix with the server inside, in a real workbench on a machine without debate-ls: it finds problems in a brief.
//
// CODE_SERVER names the folder that tests/vscode/install made, VSIX the package, ARTIFACTS the folder for screenshots.

import { accessSync, constants, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { command, openFile, rows } from '../vscode/actions.mjs';
import { screenshotsIn } from '../vscode/scenarios.mjs';
import { startWorkbench, until } from '../vscode/workbench.mjs';

const { CODE_SERVER, VSIX, ARTIFACTS } = process.env;
const artifacts = resolve(ARTIFACTS);
const brief = readFileSync(fileURLToPath(new URL('../briefs/syria.debate', import.meta.url)), 'utf8');
/** The folders of PATH that have no debate-ls. */
const path = process.env.PATH.split(delimiter).filter((folder) => !isExecutable(join(folder, 'debate-ls')));

let workbench;

before(async () => {
  rmSync(artifacts, { recursive: true, force: true });
  mkdirSync(artifacts, { recursive: true });
  workbench = await startWorkbench({
    codeServer: resolve(CODE_SERVER),
    extensions: [resolve(VSIX)],
    settings: { 'debate.server.arguments': ['--today', '2021-10-01'] },
    environment: { PATH: path.join(delimiter) },
  });
});

after(async () => {
  await workbench?.screenshotOpenWindows(artifacts);
  workbench?.keepLogs(join(artifacts, 'logs'));
  await workbench?.stop();
});

test('a brief is opened and problems are found, without debate-ls on the PATH', async () => {
  const { page } = await workbench.open('bundled', { 'syria.debate': brief });
  await openFile(page, 'syria.debate');
  await page.locator('.editor-instance .squiggly-warning').first().waitFor();
  await command(page, 'Problems: Focus on Problems View');
  const problems = page.locator('.markers-panel');
  const shown = () => rows(problems);
  await until(async () => (await shown()).some((row) => /cite/.test(row)), 'the problems of cites are listed', shown);
  await screenshotsIn(artifacts)(page, 'bundled server');
  await page.context().close();
});

function isExecutable(program) {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
