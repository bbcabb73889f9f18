/** Order of positions in a document. Pure. */

import type { Position, Range } from 'vscode-languageclient';

/** Negative if `first` comes before `second`, 0 if they are equal. */
export function compare(first: Position, second: Position): number {
  return first.line - second.line || first.character - second.character;
}

/** Whether `position` is inside the range or at one of its ends. */
export function contains({ start, end }: Range, position: Position): boolean {
  return compare(start, position) <= 0 && compare(position, end) <= 0;
}
