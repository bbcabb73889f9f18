/** Where the editor moves decorations that do not grow at their edges, when text is typed or removed. Pure. */

import type { Position, Range } from 'vscode-languageclient';

export interface Change {
  /** What was there before. */
  range: Range;
  /** What is there now. */
  text: string;
}

/** The ranges after the changes. Undefined if they are more than an insertion or a removal inside one line. */
export function afterEdit(ranges: Range[], changes: readonly Change[]): Range[] | undefined {
  const [change, ...more] = changes;
  if (!change || more.length > 0) return undefined;
  const { range: old, text } = change;
  const { line, character: from } = old.start;
  const removed = old.end.character - from;
  if (old.end.line !== line || /[\r\n]/.test(text) || (removed > 0 && text !== '')) return undefined;
  /** `isStart`: what is typed at the start of a range stays before it, what is typed at its end stays behind it. */
  const moved = (at: Position, isStart: boolean): Position => {
    if (at.line !== line || at.character < from || (at.character === from && !isStart)) return at;
    return { line, character: Math.max(at.character - removed, from) + text.length };
  };
  return ranges.map(({ start, end }) => ({ start: moved(start, true), end: moved(end, false) }));
}
