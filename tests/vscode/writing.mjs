// Typing in a brief: what is typed is in the file, and nothing else.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { goTo, openFile } from './actions.mjs';
import { screenshotsIn, subtestsOn } from './scenarios.mjs';
import { isVisible, retry, until } from './workbench.mjs';

/** What a debater writes: with the names of skeletons, known sources and marks in it. */
const SENTENCES = [
  'Prefer our card',
  'Our author cites the Hill',
  'The Hill is a newspaper that people in this town read',
  'This is the world that we live in',
  'The H',
  'Hat',
  'They will say that the block answers this',
  'It does not.',
  'Extend the tag and the cite',
  'AT: the truce holds',
  'Joseph',
  'Turn: pressure makes it worse',
  'First, their evidence is old',
  'Second, ignore what was said before March',
  'That is 5 of 7 members, or 71%',
  'Brandt says that five years of measures failed',
  'No link, and no impact',
  'He said: “we see no reason for haste”',
  'A] Interpretation: the plan is the only mandate',
  'Voter for fairness and education',
  '“Substantially” means without material qualifications',
  'Competition is good, accessed or not',
  'The Northern Daily, again',
  'See the pocket and the hat above',
  'Uniqueness overwhelms the link',
  'Okafor agrees',
  'Levant Monitor wrote about every shipment',
  'comment',
  'What about Harbour',
  'Vote negative',
];

export async function writingScenarios(t, workbench, artifacts) {
  const screenshot = screenshotsIn(artifacts);
  const cooperation = readFileSync(new URL('briefs/cooperation.debate', import.meta.url), 'utf8');
  const files = { 'cooperation.debate': cooperation, 'card.debate': cooperation };
  const { page, folder } = await workbench.open('writing', files);
  const step = subtestsOn(t, page, screenshot);
  const suggestions = page.locator('.suggest-widget.visible');
  const saved = async (name, expected) => {
    await page.keyboard.press('Control+S');
    const text = () => readFileSync(join(folder, name), 'utf8');
    await until(() => text() === expected, 'the file holds what was typed', () => text().slice(cooperation.length));
  };

  await step('what is typed stays as it is, whatever is suggested', async () => {
    await openFile(page, 'cooperation.debate');
    await page.locator('.editor-instance .squiggly-warning').first().waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    const offered = [];
    for (const sentence of SENTENCES) {
      // The editor closes brackets and quotation marks itself; typing over what it closed is not this test’s subject.
      await page.keyboard.insertText(sentence.slice(0, -1));
      await page.keyboard.type(sentence.at(-1));
      await retry(async (timeout) => {
        await page.keyboard.press('Control+Space');
        return isVisible(suggestions, timeout);
      }, 'the editor has asked for suggestions');
      const list = await until(async () => {
        const text = await suggestions.innerText();
        return !text.includes('Loading') && text;
      }, 'the suggestions have come');
      if (!list.includes('No suggestions')) offered.push(sentence);
      await page.keyboard.press('Enter');
    }
    await saved('cooperation.debate', `${cooperation}\n${SENTENCES.join('\n')}\n`);
    // In a line that is a cite already, or names a known author or an answer, suggestions are wanted by whoever asks.
    assert.ok(offered.length <= 3, offered.join('; '));
  });

  await step('Tab goes through the gaps of a card and puts no cite into a cite', async () => {
    await openFile(page, 'card.debate');
    await page.locator('.editor-instance .squiggly-warning').first().waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('card');
    const skeleton = suggestions.locator('.monaco-list-row', { hasText: 'a tag, a cite' });
    await retry(async (timeout) => {
      if (await isVisible(skeleton, timeout)) return true;
      // The list that typing opens was lost, or came before the server had read the word.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Space');
      return isVisible(skeleton, timeout);
    }, 'a card is suggested');
    await screenshot(page, 'card-skeleton');
    await page.keyboard.press('Tab');
    await page.locator('.editor-instance .view-line', { hasText: /What.the.evidence.says/ }).waitFor();
    const gaps = ['Talks fail', 'Choi', '21', 'Joseph Choi', 'reporter', '9-2-21', 'Kremlin shrugs', 'The Hill', 'https://example.org/a', 'The talks failed.'];
    for (const [index, words] of gaps.entries()) {
      if (index > 0) await page.keyboard.press('Tab');
      await page.keyboard.type(words);
    }
    const today = new Date(2021, 9, 1);
    const accessed = `${today.getMonth() + 1}-${today.getDate()}-21`;
    const cite = `Choi 21, Joseph Choi, reporter, 9-2-21, “Kremlin shrugs,” The Hill, https://example.org/a, accessed ${accessed}`;
    await saved('card.debate', `${cooperation}\n#### Talks fail\n\n${cite}\n\nThe talks failed.`);
  });

  await step('a completion inside a word replaces the word', async () => {
    const line = cooperation.split('\n').findIndex((text) => text.startsWith('Choi 21')) + 1;
    const cite = cooperation.split('\n')[line - 1];
    await page.keyboard.press('Control+End');
    await goTo(page, line, cite.indexOf('Hill,') + 3);
    await retry(async (timeout) => {
      await page.keyboard.press('Control+Space');
      return isVisible(suggestions.locator('.monaco-list-row', { hasText: 'The Hill' }), timeout);
    }, 'the publication is offered');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+S');
    await until(() => readFileSync(join(folder, 'card.debate'), 'utf8').split('\n')[line - 1] === cite, 'the word is the same');
  });

  await page.context().close();
}
