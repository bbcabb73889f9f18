/** Where a motion leads. Pure: positions in, a position out. */

import type { Position, Range } from 'vscode-languageclient';

import type { Brief, Card, Heading } from './brief';
import { compare, holds } from './order';

export type Direction = 'next' | 'previous';

/** The nearest of `targets`, which are in the order of the page, behind or before `from`. */
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

/** The card that `at` lies in. */
export function cardAt(brief: Brief, at: Position): Card | undefined {
  return cards(brief).find((card) => holds(card.range, at));
}

/** The cites in which problems begin; of a card without a cite, its tag. In the order of the page. */
export function problemCites(brief: Brief, problems: Range[]): Position[] {
  const starts = problems.map((problem) => problem.start).sort(compare);
  const places = cards(brief).flatMap((card) =>
    card.cites.length > 0 ? card.cites.map((cite) => cite.range) : [card.selectionRange],
  );
  // Both lists are in order, so one walk down the page is enough.
  let next = 0;
  return places.flatMap((place) => {
    while (next < starts.length && compare(starts[next] ?? place.start, place.start) < 0) next += 1;
    const first = starts[next];
    return first && holds(place, first) ? [place.start] : [];
  });
}
