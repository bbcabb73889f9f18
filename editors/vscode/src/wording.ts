/** Formats numbers, times and text for display, in the same way as the server. */

/** `1 card`, `1,204 words` */
export function count(amount: number, noun: string): string {
  return `${number(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

/** `1,204` */
export function number(amount: number): string {
  return amount.toLocaleString('en-US');
}

/** `35 s`, `1 min 20 s`, `12 min`, `1 h 5 min`. From ten minutes on, without seconds. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 600) return join(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function join(large: number, unit: string, small: number, subunit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${subunit}`;
}

/** How many seconds it takes to read `words` words. At least 1, unless there are no words. */
export function seconds(words: number, wordsPerMinute: number): number {
  return Math.max(Math.round((words * 60) / Math.max(wordsPerMinute, 1)), Math.min(words, 1));
}

/** The number of words: parts between spaces that contain a letter or a digit. */
export function words(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Escapes the characters that Markdown would take for markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&-]/g, '\\$&');
}

/** Escapes what VS Code shows as an icon in a label: `$(warning)`. */
export function escapeIcons(text: string): string {
  return text.replace(/\$\([\w-]+(?:~[\w-]+)?\)/g, '\\$&');
}
