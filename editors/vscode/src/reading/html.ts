/** The lines of the reading view as HTML, for the view and for printing. Pure. */

import type { Line } from './reading';

/** One element for each line. Each word of what is read is a `span`, so that the view can go from word to word. */
export function linesHtml(lines: Line[]): string {
  return lines.map((line, number) => `<p class="line ${line.kind}" data-line="${number}">${content(line)}</p>`).join('\n');
}

function content({ kind, text, words }: Line): string {
  if (words === 0) return escapeHtml(text);
  const spans = text.split(/\s+/u).filter(Boolean).map((word) => `<span>${escapeHtml(word)}</span>`);
  return kind === 'mark' ? escapeHtml(text) : spans.join(' ');
}

/** A page of its own, black on white, to print from a browser. */
export function printPage(title: string, lines: Line[]): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<style>
  body { max-width: 42em; margin: 2em auto; padding: 0 1em; color: #000; background: #fff; font: 14pt/1.5 Georgia, serif; }
  p { margin: 0.4em 0; }
  .pocket, .hat, .block { margin-top: 1.6em; font-weight: bold; text-align: center; break-after: avoid; }
  .pocket, .hat { border-bottom: 2px solid; }
  .tag, .analytic { margin-top: 1.2em; font-weight: bold; break-after: avoid; }
  .cite { font-weight: bold; break-after: avoid; }
  .mark { font-style: italic; }
</style>
</head>
<body>
${linesHtml(lines)}
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
