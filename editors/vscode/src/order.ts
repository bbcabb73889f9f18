/** Which place in a document comes before which. Pure. */

import type { Position, Range } from 'vscode-languageclient';

/** Negative where `one` comes first, 0 where they are the same place. */
export function compare(one: Position, other: Position): number {
  return one.line - other.line || one.character - other.character;
}

/** Whether `at` lies in the range or at one of its ends. */
export function holds({ start, end }: Range, at: Position): boolean {
  return compare(start, at) <= 0 && compare(at, end) <= 0;
}
