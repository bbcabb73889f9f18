// A speech: cards are sent to it, put in order, read aloud and marked.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { command, cursor, editorHasFocus, goTo, openFile, rows } from './actions.mjs';
import { chooseTheme, screenshotsIn, subtestsOn } from './scenarios.mjs';
import { retry, until } from './workbench.mjs';

const FIRST = `#### Talks fail: every deal has collapsed

**Okafor 21** – Adaeze Okafor, senior fellow, “Why Deals Do Not Hold,” Review, 9-7-21, https://example.org/review

Three ceasefires were announced. __Each of them ended ==within a fortnight==__, and __each ended ==with shelling==__.`;
const SECOND = `#### Sanctions have not worked

Brandt 19 – Lena Brandt, economist, “Five Years,” Harbour Papers, 3-2-19, https://example.org/harbour

Output fell, and policy stayed.`;
const BRIEF = `### AT: Talks work\n\n${FIRST}\n\n${SECOND}\n`;
const SPEECH = '# 1NC\n';

const THEMES = ['Light Modern', 'Dark Modern', 'Dark High Contrast'];

export async function speechScenarios(t, workbench, artifacts) {
  const screenshot = screenshotsIn(artifacts);
  const { page, folder } = await workbench.open('speech', { 'brief.debate': BRIEF, 'speech.debate': SPEECH });
  const step = subtestsOn(t, page, screenshot);
  const lineOf = (text) => BRIEF.split('\n').findIndex((line) => line.startsWith(text)) + 1;
  const saved = async (file, expected) => {
    const onDisk = () => readFileSync(join(folder, file), 'utf8');
    await until(async () => {
      await command(page, 'File: Save All');
      return typeof expected === 'string' ? onDisk() === expected : expected.test(onDisk());
    }, `${file} is as expected`, onDisk);
  };
  const at = (line) => until(async () => (await cursor(page)).startsWith(`Ln ${line}, `), `the cursor is on line ${line}`, () => cursor(page));
  const view = page.locator('.pane:has(.pane-header[aria-label^="Speech"])');
  await openFile(page, 'speech.debate');
  // The view is there when the extension runs.
  await view.waitFor();
  await command(page, 'Explorer: Focus on Speech View');
  await page.locator('.editor-instance .view-line').first().click();
  await command(page, 'Debate: Use This Brief as the Speech');
  await view.locator('.monaco-list-row', { hasText: '1NC' }).waitFor();

  await step('Ctrl+K ` sends the card at the cursor to the speech, and the view shows it', async () => {
    await openFile(page, 'brief.debate');
    await page.locator('.editor-instance .view-line', { hasText: /^####.Talks/ }).first().waitFor();
    for (const [tag, expected] of [
      ['#### Sanctions', `${SPEECH.trim()}\n\n${SECOND}\n`],
      ['#### Talks', `${SPEECH.trim()}\n\n${SECOND}\n\n${FIRST}\n`],
    ]) {
      await goTo(page, lineOf(tag));
      await page.keyboard.press('Control+K');
      await page.keyboard.press('`');
      await saved('speech.debate', expected);
    }
    await command(page, 'Explorer: Focus on Speech View');
    await until(async () => (await rows(view)).length === 3, 'the view has three rows', () => rows(view));
    const [pocket, card] = await rows(view);
    assert.match(pocket, /^1NC ?2 cards · \d+ s/);
    assert.match(card, /^Sanctions have not worked ?Brandt 19 · \d+ s/);
    await screenshot(page, 'speech-view');
  });

  await step('a card is dragged before another', async () => {
    const row = (text) => view.locator('.monaco-list-row', { hasText: text });
    await retry(async () => {
      await row('Talks fail').dragTo(row('Sanctions'));
      const ordered = until(async () => /Talks/.test((await rows(view))[1]), 'the order is another', () => '', 5000);
      return ordered.then(() => true, () => false);
    }, 'the card is moved');
    await saved('speech.debate', `${SPEECH.trim()}\n\n${FIRST}\n\n${SECOND}\n`);
  });

  await step('a card moves with a key, and the cursor with it', async () => {
    await openFile(page, 'brief.debate');
    await goTo(page, lineOf('#### Sanctions'));
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Alt+ArrowUp');
    await at(lineOf('#### Talks'));
    await saved('brief.debate', `### AT: Talks work\n\n${SECOND}\n\n${FIRST}\n`);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Alt+ArrowDown');
    await at(lineOf('#### Sanctions'));
    await saved('brief.debate', BRIEF);
  });

  await step('the reading view shows what is read, and the time that is left', async () => {
    await command(page, 'Debate: Read Aloud');
    const inner = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await inner.locator('.line.evidence').first().waitFor();
    const lines = await inner.locator('.line').allInnerTexts();
    assert.deepEqual(lines, [
      'AT: Talks work',
      'Talks fail: every deal has collapsed',
      'Okafor 21',
      'within a fortnight with shelling',
      'Sanctions have not worked',
      'Brandt 19',
      'Output fell, and policy stayed.',
    ]);
    assert.equal(await inner.locator('#speech').innerText(), '8:00');
    await inner.locator('.line').first().click();
    for (const theme of THEMES) {
      await chooseTheme(page, theme);
      await screenshot(page, `reading-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await inner.locator('.line').first().click();
    const current = () => inner.locator('.line.current').innerText();
    for (const expected of lines.slice(1, 4)) {
      await page.keyboard.press('ArrowDown');
      await until(async () => (await current()) === expected, `“${expected}” is read`, current);
    }
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await inner.locator('span.current', { hasText: 'fortnight' }).waitFor();
    await page.keyboard.press('m');
    await inner.locator('.line.mark', { hasText: /^~ Marked \d+:\d\d at “within a” ~$/ }).waitFor();
    await until(async () => (await current()) === lines[4], 'the next card is read', current);
    await page.keyboard.press('5');
    await until(async () => (await inner.locator('#speech').innerText()) === '5:00', 'the speech has five minutes');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'brief.debate' }).waitFor();
    await editorHasFocus(page);
    await saved('brief.debate', /with shelling==__\.\n\n~ Marked \d+:\d\d at “within a” ~\n\n#### Sanctions/);
  });

  await page.context().close();
}
