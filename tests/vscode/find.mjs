// The view Find Cards: words, filters, what is found in files that are not open, and what can be done with it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { command, cursor, goTo, openFile } from './actions.mjs';
import { chooseTheme, screenshotsIn, subtestsOn } from './scenarios.mjs';
import { isVisible, retry, until } from './workbench.mjs';

const BODY = 'The ministry said on Monday that exports had recovered to the level of the spring, and that the shortage was over.';
const MARSH = 'Marsh 21 – Ann Marsh, professor, “No Way Back,” Harbour Papers, 9-2-21, https://example.org/marsh';
const TALKS = `#### Talks fail\n\n${MARSH}\n\n${BODY}`;
const NEG = `# Negative

## Solvency

### AT: Talks work

${TALKS}

#### Talks cost time

Díaz 19 – Lucía Díaz, editor, “Up,” Review, 3-1-19, https://example.org/diaz

The talks took a year, and then another, and the exports fell.
`;
const AFF = `### Exports are up

#### They trade more than before

Okafor 20 – Adaeze Okafor, economist, “Up Again,” Review, 5-6-20, https://example.org/up

${BODY}

#### Nobody said it about the talks

${BODY}
`;
const CASE = '### AT: Talks work\n\n### AT: Trade\n';

export async function findScenarios(t, workbench, artifacts) {
  const screenshot = screenshotsIn(artifacts);
  const { page, folder } = await workbench.open('find', { 'case.debate': CASE, 'tub/neg.debate': NEG, 'tub/aff.cards': AFF });
  const step = subtestsOn(t, page, screenshot);
  const view = page.locator('.pane:has(.pane-header[aria-label^="Find Cards"])');
  const row = (text) => view.locator('.monaco-list-row', { hasText: text }).first();
  const input = page.locator('.quick-input-widget input').first();
  const shows = async (expected) => {
    const rows = async () => Promise.all((await view.locator('.monaco-list-row').all()).map(async (one) => (await one.locator('.label-name, .label-description').allInnerTexts()).filter(Boolean).join(' | ')));
    const found = async () => (await rows().catch(() => [])).filter((text) => !/^(Author|Publication|Published|Words in|Needs)/.test(text));
    await until(async () => JSON.stringify(await found()) === JSON.stringify(expected), 'the view shows what is found', async () => JSON.stringify(await found()));
  };
  const at = (line) => until(async () => (await cursor(page)).startsWith(`Ln ${line},`), `the cursor is on line ${line}`, () => cursor(page));
  const says = (words) => view.locator('.message', { hasText: words }).waitFor();
  /** Sets a filter to `value`, typed into an input box. */
  const answer = (label, value) =>
    retry(async (timeout) => {
      await row(label).click();
      if (!(await isVisible(input, timeout))) return false;
      await input.fill(value);
      await page.keyboard.press('Enter');
      return isVisible(view.locator('.monaco-list-row', { hasText: new RegExp(`^${label}\\s*${value || 'any'}$`) }), timeout);
    }, `${label} is “${value}”`);
  /** Clicks a filter without a value until it is on or off. */
  const toggle = (label, value) =>
    retry(async (timeout) => {
      await row(label).click();
      return isVisible(view.locator('.monaco-list-row', { hasText: label }).filter({ hasText: value }), timeout);
    }, `a filter is ${value}`);
  /** Chooses an action at the right of a row. */
  const act = async (text, label) => {
    await row(text).hover();
    await row(text).getByRole('button', { name: label }).click();
  };
  await openFile(page, 'case.debate');
  await page.locator('#debate-ls\\.debate\\.debate\\.status', { hasText: '0 cards' }).waitFor();

  await step('Ctrl+K Alt+F finds cards while words are typed, in files that are not open', async () => {
    await page.locator('.editor-instance .view-line').first().click();
    await retry(async (timeout) => {
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Alt+F');
      return isVisible(input, timeout);
    }, 'an input box is there');
    await says('Search the cards of all briefs');
    await screenshot(page, 'find-empty');
    await page.keyboard.type('talks');
    const found = ['talks', 'Filters | none', 'AT: Talks work | Solvency · tub/neg.debate', 'Talks fail | Marsh 21 · Sep 2, 2021', 'Talks cost time | Díaz 19 · Mar 1, 2019', 'Exports are up | tub/aff.cards', 'Nobody said it about the talks | no cite'];
    await shows(found);
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await shows(found);
    for (const theme of ['Dark Modern', 'Dark High Contrast', 'Light Modern']) {
      await chooseTheme(page, theme);
      await screenshot(page, `find-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
  });

  await step('filters leave out cards, and say what they cannot read', async () => {
    await row(/^Filters/).click();
    await answer('Author', 'marsh');
    await shows(['talks', 'Filters | marsh', 'AT: Talks work | Solvency · tub/neg.debate', 'Talks fail | Marsh 21 · Sep 2, 2021']);
    await answer('Published from', 'soon');
    await says('“soon” is not a date');
    await answer('Published from', '2022');
    await says('No cards found. Use fewer words, or clear a filter.');
    await answer('Published from', '');
    await answer('Author', '');
    await toggle(/^Needs a cite/, /on$/);
    await shows(['talks', 'Filters | needs a cite', 'Exports are up | tub/aff.cards', 'Nobody said it about the talks | no cite']);
    await screenshot(page, 'find-filters');
    await toggle(/^Needs a cite/, /any$/);
    await row(/^Filters/).click();
  });

  await step('a click shows a card, and the cursor of the brief stays where it is', async () => {
    await goTo(page, 2);
    await row('Talks cost time').click();
    await page.locator('.tab.active', { hasText: 'neg.debate' }).waitFor();
    const line = NEG.split('\n').indexOf('#### Talks cost time') + 1;
    await at(line);
  });

  await step('a card is inserted at the cursor of the brief, and the next one after it', async () => {
    await act('Talks fail', 'Insert Card at the Cursor');
    await page.locator('.tab.active', { hasText: 'case.debate' }).waitFor();
    await at(3);
    await act('Talks cost time', 'Insert Card at the Cursor');
    await at(9);
    const cost = NEG.slice(NEG.indexOf('#### Talks cost')).trimEnd();
    const onDisk = () => readFileSync(join(folder, 'case.debate'), 'utf8');
    await until(async () => {
      await command(page, 'File: Save All');
      return onDisk() === CASE.replace('work\n\n', `work\n\n${TALKS}\n\n${cost}\n\n`);
    }, 'the brief has both cards', onDisk);
    assert.equal(readFileSync(join(folder, 'tub/neg.debate'), 'utf8'), NEG, 'nothing else changes');
  });

  await step('a cite is copied as it is written', async () => {
    await act('Talks fail', 'Copy Cite');
    await until(async () => (await page.evaluate(() => navigator.clipboard.readText())) === MARSH, 'the cite is on the clipboard');
  });

  await step('words and filters are cleared', async () => {
    await row('Talks fail').click();
    await page.getByRole('button', { name: 'Clear Words and Filters' }).first().click();
    await shows(['Words…', 'Filters | none']);
  });

  await page.context().close();
}
