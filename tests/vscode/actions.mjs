// What a user does in the workbench, as functions on a Playwright page.

import { isVisible, retry, until } from './workbench.mjs';

/** Opens an input box with `keys` and fills it with `words`. Tries again if an older box is still closing. */
async function typeIntoBox(page, keys, words) {
  await retry(async (timeout) => {
    await page.keyboard.press(keys);
    const filled = await fillBox(page, words, timeout);
    if (!filled) await page.keyboard.press('Escape');
    return filled;
  }, `an input box takes ${words}`);
}

/**
 * Fills the input box in one step, when it has the focus. Returns whether it got it within `timeout` ms, and kept it:
 * without, it closes. `fill` of Playwright focuses a box and then types: if an editor takes the focus in between, it
 * gets the words.
 */
async function fillBox(page, words, timeout) {
  const input = page.locator('.quick-input-widget input:focus');
  return (await isVisible(input, timeout)) && input.evaluate(setValue, words).catch(() => false);
}

function setValue(input, words) {
  if (document.activeElement !== input) return false;
  input.value = words;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, data: words }));
  return true;
}

/** Runs a command from the palette, by its title. Tries again if something else closes the palette. */
export async function command(page, title) {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  await retry(async (timeout) => {
    await typeIntoBox(page, 'F1', `>${title}`);
    return row.click({ timeout }).then(() => true, () => false);
  }, `the palette runs ${title}`);
  // Nothing there reacts to the pointer.
  await page.mouse.move(640, 2);
}

/**
 * Runs a command that shows a list, and chooses the row with these words. `placeholder` is that of the list's box.
 * Returns whether each step was done within `timeout` ms: something else may close the list.
 */
export async function chooseFromList(page, { title, placeholder, words }, timeout) {
  await command(page, title);
  const box = page.locator('.quick-input-widget').getByPlaceholder(placeholder);
  const isListed = (await isVisible(box, timeout)) && (await fillBox(page, words, timeout));
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first();
  return isListed && row.click({ timeout }).then(() => true, () => false);
}

/** Opens a file of the folder, and puts the cursor at its start. */
export async function openFile(page, name) {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  await retry(async (timeout) => {
    await row.dblclick({ timeout }).catch(() => undefined);
    return isVisible(page.locator('.tab.active', { hasText: name }), timeout);
  }, `${name} is open`);
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Moves the cursor to a line and column, counted from 1 as in the status bar. */
export async function goTo(page, line, column = 1) {
  await typeIntoBox(page, 'Control+G', `:${line}:${column}`);
  await page.keyboard.press('Enter');
  await until(async () => (await cursor(page)).startsWith(`Ln ${line}, `), `the cursor is on line ${line}`);
  await editorHasFocus(page);
}

/** Waits until keys go to an editor. A file is shown, or a box is closed, some time before that. */
export async function editorHasFocus(page) {
  await page.locator('.editor-instance :focus').waitFor({ state: 'attached' });
}

/** `Ln 17, Col 1` */
export async function cursor(page) {
  return page.locator('#status\\.editor\\.selection').innerText();
}

/** The texts of the rows of a tree or list view, each on one line. */
export async function rows(list) {
  const found = await list.locator('.monaco-list-row').allInnerTexts();
  return found.map((text) => text.replace(/\s+/g, ' ').trim());
}

/** Rests the pointer on `text`, and returns the hover that contains `words`. */
export async function hover(page, text, words) {
  const shown = page.locator('.monaco-hover:visible', { hasText: words }).first();
  // The text moves until all colors and hints have arrived.
  await retry(async (timeout) => {
    const { left, top, width, height } = await until(() => rectangle(page, text), `the editor shows “${text}”`);
    const [x, y] = [left + width / 2, top + height / 2];
    await page.mouse.move(640, 2);
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
    return isVisible(shown, timeout);
  }, `a hover says “${words}”`);
  return shown;
}

/** Whether the first visible `text` is underlined. */
export async function isUnderlined(page, text) {
  const box = await rectangle(page, text);
  const underlines = await page
    .locator('.editor-instance [class*="squiggly-"]')
    .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().toJSON()));
  return Boolean(box) && underlines.some((line) => overlap(line, box));
}

/** The computed styles of what is painted behind the first visible `text`: backgrounds and borders of decorations. */
export async function paintedBehind(page, text) {
  const box = await rectangle(page, text);
  const painted = await page.locator('.editor-instance .view-overlays .cdr').evaluateAll((all) =>
    all.map((element) => {
      const { backgroundColor, borderTopStyle } = getComputedStyle(element);
      return { ...element.getBoundingClientRect().toJSON(), backgroundColor, borderTopStyle };
    }),
  );
  return box ? painted.filter((one) => overlap(one, box)) : [];
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The rectangle of the first visible `text`, or null. */
function rectangle(page, text) {
  return page.evaluate((wanted) => {
    for (const line of document.querySelectorAll('.editor-instance .view-lines .view-line')) {
      // The editor draws spaces as non-breaking spaces, and each color as an element of its own.
      const index = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
      if (index < 0) continue;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let start = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const end = start + node.length;
        const wantedEnd = index + wanted.length;
        if (start <= index && index < end) range.setStart(node, index - start);
        if (start < wantedEnd && wantedEnd <= end) range.setEnd(node, wantedEnd - start);
        start = end;
      }
      return range.getBoundingClientRect().toJSON();
    }
    return null;
  }, text);
}

/** Makes the side bar wider by `pixels`. */
export async function widenSideBar(page, pixels) {
  const { x, width } = await page.locator('.part.sidebar').boundingBox();
  const edge = x + width;
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(edge + pixels, 400, { steps: 4 });
  await page.mouse.up();
}

/** The content of the dates view: a frame in a frame. */
export async function datesView(page) {
  const outer = page.frameLocator('iframe.webview.ready');
  const inner = outer.frameLocator('#active-frame');
  await inner.locator('#body .mark').first().waitFor();
  return inner;
}
