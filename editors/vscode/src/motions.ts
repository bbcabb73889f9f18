/** Where a motion goes. Pure: positions in, a position out. */

import type { Position, Range } from 'vscode-languageclient';

import type { Brief, Card, Heading } from './brief';
import { compare, contains } from './position';

export type Direction = 'next' | 'previous';

/** The nearest of `targets` after or before `from`. `targets` are in document order. */
export function nearest(targets: Position[], from: Position, direction: Direction): Position | undefined {
  return direction === 'next'
    ? targets.find((target) => compare(target, from) > 0)
    : targets.findLast((target) => compare(target, from) < 0);
}

export function headings({ entries }: Brief): Heading[] {
  return entries.filter((entry) => entry.kind !== 'card' && entry.kind !== 'analytic');
}

export function cards({ entries }: Brief): Card[] {
  return entries.filter((entry) => entry.kind === 'card');
}

/** The card that contains `position`. */
export function cardAt(brief: Brief, position: Position): Card | undefined {
  return cards(brief).find((card) => contains(card.range, position));
}

/** The starts of the cites in which a problem begins, in document order. A card without a cite has its tag instead. */
export function problemCites(brief: Brief, problems: Range[]): Position[] {
  const starts = problems.map((problem) => problem.start).sort(compare);
  const ranges = cards(brief).flatMap((card) =>
    card.cites.length > 0 ? card.cites.map((cite) => cite.range) : [card.selectionRange],
  );
  // Both lists are sorted, so one pass is enough.
  let next = 0;
  return ranges.flatMap((range) => {
    while (next < starts.length && compare(starts[next] ?? range.start, range.start) < 0) next += 1;
    const first = starts[next];
    return first && contains(range, first) ? [range.start] : [];
  });
}
