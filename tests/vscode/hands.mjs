// What a person does in the workbench, on a Playwright page.

import { insist, isSeen, until } from './workbench.mjs';

/** Types words into the box that keys open. One that is still closing takes the keys and no words: then once more. */
async function ask(page, keys, words) {
  const input = page.locator('.quick-input-widget input').first();
  await insist(async (timeout) => {
    await page.keyboard.press(keys);
    const typed = await input.fill(words, { timeout }).then(() => true, () => false);
    if (!typed) await page.keyboard.press('Escape');
    return typed;
  }, `a box takes ${words}`);
}

/** Runs a command from the palette, by its title. */
export async function command(page, title) {
  await ask(page, 'F1', `>${title}`);
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  await row.waitFor();
  await row.click();
  // Where nothing answers the pointer.
  await page.mouse.move(640, 2);
}

/** The box that asks for one of a list, once it is that one: its placeholder says so. */
export function boxOf(page, placeholder) {
  return page.locator('.quick-input-widget').getByPlaceholder(placeholder);
}

/** Opens a file of the folder, and puts the cursor at its start. */
export async function openFile(page, name) {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Puts the cursor, by line and column as the status bar counts them, from 1. */
export async function goTo(page, line, column = 1) {
  await ask(page, 'Control+G', `:${line}:${column}`);
  await page.keyboard.press('Enter');
  await until(async () => (await cursor(page)).startsWith(`Ln ${line}, `), `the cursor is in line ${line}`);
}

/** `Ln 17, Col 1` */
export async function cursor(page) {
  return page.locator('#status\\.editor\\.selection').innerText();
}

/** The lines of a tree or list view, each on one line. */
export async function rows(list) {
  const found = await list.locator('.monaco-list-row').allInnerTexts();
  return found.map((text) => text.replace(/\s+/g, ' ').trim());
}

/** The hover that appears where the pointer rests on `text` and that says `words`. */
export async function hover(page, text, words) {
  const shown = page.locator('.monaco-hover:visible', { hasText: words }).first();
  // Until all colours and hints are there, the text still moves.
  await insist(async (patience) => {
    const { left, top, width, height } = await until(() => rectangle(page, text), `the editor shows “${text}”`);
    const [x, y] = [left + width / 2, top + height / 2];
    await page.mouse.move(640, 2);
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
    return isSeen(shown, patience);
  }, `a hover says “${words}”`);
  return shown;
}

/** Whether the editor underlines the first place where it shows `text`. */
export async function isUnderlined(page, text) {
  const place = await rectangle(page, text);
  const underlines = await page
    .locator('.editor-instance [class*="squiggly-"]')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  return Boolean(place) && underlines.some((line) => overlap(line, place));
}

const overlap = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Where the editor first shows `text`, if it does. */
function rectangle(page, text) {
  return page.evaluate((wanted) => {
    for (const line of document.querySelectorAll('.editor-instance .view-lines .view-line')) {
      // The editor draws blanks as no-break spaces, and each color as an element of its own.
      const at = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let start = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const end = start + node.length;
        if (start <= at && at < end) range.setStart(node, at - start);
        if (start < at + wanted.length && at + wanted.length <= end) range.setEnd(node, at + wanted.length - start);
        start = end;
      }
      return range.getBoundingClientRect().toJSON();
    }
    return null;
  }, text);
}

/** Makes the side bar wider, by pixels. */
export async function widenSideBar(page, by) {
  const { x, width } = await page.locator('.part.sidebar').boundingBox();
  const edge = x + width;
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(edge + by, 400, { steps: 4 });
  await page.mouse.up();
}

/** The inside of the dates view: a frame in a frame. */
export async function datesView(page) {
  const outer = page.frameLocator('iframe.webview.ready');
  const inner = outer.frameLocator('#active-frame');
  await inner.locator('#body .mark').first().waitFor();
  return inner;
}
