/** Numbers as a person reads them: the same words as the server's. */

/** `1 card`, `1,204 words` */
export function count(amount: number, what: string): string {
  return `${number(amount)} ${what}${amount === 1 ? '' : 's'}`;
}

/** `1,204` */
export function number(amount: number): string {
  return amount.toLocaleString('en-US');
}

/** `35 s`, `1 min 20 s`, `12 min`, `1 h 5 min`: from ten minutes on, seconds would promise too much. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 600) return join(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function join(large: number, unit: string, small: number, subunit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${subunit}`;
}

/** How long `words` take at `speed` words a minute, in seconds; never 0 where there is a word. */
export function seconds(words: number, speed: number): number {
  return Math.max(Math.round((words * 60) / Math.max(speed, 1)), Math.min(words, 1));
}

/** Words as a reader counts them: stretches between blanks that hold a letter or a digit. */
export function words(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Escapes what Markdown would take for a mark. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&-]/g, '\\$&');
}

/** Escapes what a label of VS Code would show as an icon: `$(warning)`. */
export function escapeIcons(text: string): string {
  return text.replace(/\$\([\w-]+(?:~[\w-]+)?\)/g, '\\$&');
}
