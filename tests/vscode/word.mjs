// Word files in VS Code: shown as card text at a click, imported and exported from the menus.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { command, openFile, rows } from './actions.mjs';
import { screenshotsIn, subtestsOn } from './scenarios.mjs';
import { until } from './workbench.mjs';

/** A cite without a year: one problem. */
const BRIEF = `### AT: Talks work

#### Talks fail: every deal has collapsed

**Okafor** – Adaeze Okafor, senior fellow at the Institute, “Why Deals Do Not Hold,” Review, https://example.org/review

Three ceasefires were announced this year. __Each of them ended ==within a fortnight==__.
`;

export async function wordScenarios(t, workbench, artifacts) {
  const screenshot = screenshotsIn(artifacts);
  const word = wordFile(BRIEF);
  const locked = Buffer.from('{\\rtf1}');
  const { page, folder } = await workbench.open('word', { 'aff.docx': word, 'rich.docx': locked, 'neg.debate': BRIEF, 'neg.docx': 'mine' });
  const step = subtestsOn(t, page, screenshot);
  const file = (name) => page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  const tab = (name) => page.locator('.tab.active', { hasText: name });
  const lines = async () => (await page.locator('.editor-instance .view-lines').innerText()).replaceAll('\u00a0', ' ');
  const head = (name) => readFileSync(join(folder, name)).subarray(0, 2).toString();
  const menu = async (name, entry) => {
    await file(name).click({ button: 'right' });
    // A menu ignores what is clicked in its first moment.
    const item = page.locator('.context-view .monaco-menu .action-item', { hasText: entry }).first();
    await item.waitFor();
    await until(async () => {
      if (await item.isVisible()) await item.click({ timeout: 1000 }).catch(() => {});
      return !(await item.isVisible());
    }, `${entry} is chosen`);
  };
  /** Accepts the name that a dialog proposes. */
  const accept = async (name) => {
    const input = page.locator('.quick-input-widget input').first();
    await until(async () => (await input.inputValue()).endsWith(name), `a dialog proposes ${name}`);
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
  };

  // What a click opens is known once extensions are.
  await openFile(page, 'neg.debate');
  await page.locator('.editor-instance .squiggly-warning').first().waitFor();

  await step('a click on a Word file shows its cards, with outline and problems', async () => {
    await file('aff.docx').dblclick();
    await tab('aff.docx').waitFor();
    await until(async () => (await lines()).includes('#### Talks fail'), 'its cards are shown', lines);
    await page.locator('.editor-instance .squiggly-warning').first().waitFor();
    await command(page, 'Explorer: Focus on Outline View');
    const outline = page.locator('.outline-pane');
    await until(async () => (await rows(outline)).some((row) => row.startsWith('Talks fail')), 'its outline is shown', () => rows(outline));
    await command(page, 'Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'This cite has no date' }).first().waitFor();
    assert.equal(await page.locator('.tab', { hasText: 'aff.docx' }).count(), 1, 'one tab');
    await screenshot(page, 'word-file');
    await command(page, 'View: Toggle Problems');
  });

  await step('what cannot be read is named, with what to do', async () => {
    await file('rich.docx').dblclick();
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await frame.getByText('rich.docx: an RTF file under the name of a Word file; in Word, save it as .docx').waitFor();
  });

  await step('the menu of the explorer imports a Word file', async () => {
    await menu('aff.docx', 'Import Word File');
    await accept('aff.debate');
    await tab('aff.debate').waitFor();
    assert.equal(readFileSync(join(folder, 'aff.debate'), 'utf8'), BRIEF);
  });

  await step('the command palette exports a brief, and asks before it replaces a file', async () => {
    await openFile(page, 'neg.debate');
    await command(page, 'Debate: Export as Word File');
    await accept('neg.docx');
    await page.locator('.quick-input-widget', { hasText: 'already exists' }).waitFor();
    assert.equal(head('neg.docx'), 'mi');
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await until(() => head('neg.docx') === 'PK', 'the Word file is written');
    await page.locator('.notification-toast', { hasText: 'Exported neg.docx.' }).waitFor();
    await screenshot(page, 'word-exported');
  });

  await step('what is sent has a name of its own', async () => {
    await menu('neg.debate', 'Export to Send');
    await accept('neg to send.docx');
    await until(async () => (await file('neg to send.docx').count()) === 1, 'the Word file is there');
    assert.equal(head('neg to send.docx'), 'PK');
  });

  await page.context().close();
}

/** The bytes of the Word file of a brief. */
function wordFile(text) {
  const scratch = mkdtempSync(join(tmpdir(), 'debate-word-'));
  writeFileSync(join(scratch, 'a.debate'), text);
  execFileSync(process.env.DEBATE_LS, ['export', 'a.debate'], { cwd: scratch, stdio: 'pipe' });
  const bytes = readFileSync(join(scratch, 'a.docx'));
  rmSync(scratch, { recursive: true });
  return bytes;
}
