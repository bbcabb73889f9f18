// What a person does in the workbench, on a Playwright page.

import { until } from './workbench.mjs';

/** Types words into the box that keys open. One that is still closing takes the keys and no words: then once more. */
async function ask(page, keys, words) {
  const input = page.locator('.quick-input-widget input').first();
  await until(async () => {
    await page.keyboard.press(keys);
    const typed = await input.fill(words, { timeout: 2_000 }).then(() => true, () => false);
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

/** Opens a file of the folder, and puts the cursor at its start. */
export async function openFile(page, name) {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick({ timeout: 60_000 });
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
  const shown = page.locator('.monaco-hover:visible', { hasText: words });
  // Until all colours and hints are there, the text still moves.
  await until(async () => {
    await page.mouse.move(640, 2);
    await pointAt(page, text);
    return shown.waitFor({ timeout: 1500 }).then(() => true, () => false);
  }, `a hover says “${words}”`);
  return shown;
}

/** Rests the pointer on the first place where the editor shows `text`. */
async function pointAt(page, text) {
  const place = await page.evaluate((wanted) => {
    const lines = document.querySelectorAll('.editor-instance .view-lines .view-line');
    for (const line of lines) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        // The editor draws blanks as no-break spaces.
        const at = node.data.replaceAll('\u00a0', ' ').indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { left, top, width, height } = range.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      }
    }
    return null;
  }, text);
  if (!place) throw new Error(`The editor does not show “${text}”.`);
  await page.mouse.move(place.x - 3, place.y);
  await page.mouse.move(place.x, place.y);
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
