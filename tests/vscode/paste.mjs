// Pasting from Word and from web pages.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { goTo, openFile } from './actions.mjs';
import { screenshotsIn, subtestsOn } from './scenarios.mjs';
import { isVisible, retry, until } from './workbench.mjs';

const BRIEF = '### AT: Talks work\n\n\n\n### AT: Trade\n';
const PAGE = `<html><head><title>Talks</title><meta property="og:title" content="Talks are off">
<meta property="og:site_name" content="The Ledger"><meta name="author" content="Ann Marsh">
<meta property="article:published_time" content="2021-09-07T10:00:00Z"><link rel="canonical" href="https://example.org/talks">
</head><body><!--StartFragment--><p>The ministry said on Monday that the talks were off.</p><!--EndFragment--></body></html>`;
const WORD = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><!--StartFragment--><p class=MsoNormal>The ministry said <u>the
talks <span style='background:yellow;mso-highlight:yellow'>were off</span></u>.</p><!--EndFragment--></body></html>`;
const LINKED = `<html><body><!--StartFragment--><p>The ministry <b>said</b> <a href="https://example.org/talks"
style="text-decoration: underline">the talks</a> were off.</p><!--EndFragment--></body></html>`;

export async function pasteScenarios(t, workbench, artifacts) {
  const screenshot = screenshotsIn(artifacts);
  const { page, folder } = await workbench.open('paste', { 'neg.debate': BRIEF });
  const step = subtestsOn(t, page, screenshot);
  const onDisk = () => readFileSync(join(folder, 'neg.debate'), 'utf8');
  const saved = (expected) =>
    until(async () => {
      await page.keyboard.press('Control+S');
      return typeof expected === 'string' ? onDisk() === expected : expected.test(onDisk());
    }, 'the file is as expected', () => JSON.stringify(onDisk()));
  /** Puts HTML and its text on the clipboard, as a browser or Word does, and pastes it on line 3. */
  const paste = async (html, plain) => {
    await goTo(page, 3);
    await page.evaluate(
      (data) => {
        const fill = (event) => {
          for (const [kind, text] of Object.entries(data)) event.clipboardData.setData(kind, text);
          event.preventDefault();
          event.stopImmediatePropagation();
        };
        window.addEventListener('copy', fill, { capture: true, once: true });
        document.execCommand('copy');
      },
      { 'text/html': html, 'text/plain': plain },
    );
    await page.keyboard.press('Control+V');
  };
  await openFile(page, 'neg.debate');
  await page.locator('.editor-instance .squiggly-warning').first().waitFor();

  await step('text of Word keeps its underlining and highlighting', async () => {
    await paste(WORD, 'The ministry said the talks were off.');
    await saved(BRIEF.replace('\n\n\n', '\n\nThe ministry said __the talks ==were off==__.\n'));
    await page.keyboard.press('Control+Z');
    await saved(BRIEF);
  });

  await step('of a link only the words are pasted, and its underlining is no mark', async () => {
    await paste(LINKED, 'The ministry said the talks were off.');
    await saved(BRIEF.replace('\n\n\n', '\n\nThe ministry **said** the talks were off.\n'));
    await page.keyboard.press('Control+Z');
    await saved(BRIEF);
  });

  await step('text of a page is pasted as it is, and offered as a card with the cite of the page', async () => {
    const plain = 'The ministry said on Monday that the talks were off.';
    await paste(PAGE, plain);
    await saved(BRIEF.replace('\n\n\n', `\n\n${plain}\n`));
    const offer = page.locator('.post-edit-widget').first();
    await offer.waitFor();
    const choice = page.locator('.action-widget .monaco-list-row, .context-view .action-item', { hasText: 'Paste as Card' }).first();
    await retry(async (timeout) => {
      await offer.click();
      return isVisible(choice, timeout);
    }, 'the card is offered');
    await screenshot(page, 'paste-as-card');
    await choice.click();
    await page.locator('.editor-instance .view-line', { hasText: /^####.What.the.evidence.says/ }).first().waitFor();
    await page.keyboard.type('Talks fail');
    await saved(/^### AT: Talks work\n\n#### Talks fail\n\nMarsh 21, Ann Marsh, qualifications, 9-7-21, “Talks are off,” The Ledger, https:\/\/example\.org\/talks, accessed [\d-]+\n\nThe ministry said on Monday that the talks were off\.\n\n### AT: Trade\n$/);
    await screenshot(page, 'pasted-card');
    await page.keyboard.press('Escape');
  });

  await step('what is copied from a brief is pasted as it is', async () => {
    await goTo(page, 1);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+C');
    const before = onDisk();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+V');
    await saved(before.replace('### AT: Talks work\n', '### AT: Talks work\n'.repeat(2)));
    assert.equal(await page.locator('.post-edit-widget').count(), 0, 'nothing is offered');
  });

  await page.context().close();
}
