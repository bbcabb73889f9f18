/** `debate/find`: finds cards in all briefs of the folder, opened or not. The types are the wire format. */

import { RequestType, type Location } from 'vscode-languageclient';

/** All conditions must hold. */
export interface FindParams {
  /** Words that must all be in the card: in its tag, cites, headings or text. */
  words?: string;
  /** Whether they must be in its tag. */
  inTag?: boolean;
  /** A part of an author's name. */
  author?: string;
  /** A part of the publication's name. */
  publication?: string;
  /** Dates as cites have them: `9-7-21`, `2021`. An error of the request says that one cannot be read. */
  from?: string;
  to?: string;
  /** Only cards without a cite. */
  needsCite?: boolean;
}

export interface FoundCards {
  /** The best first. */
  cards: FoundCard[];
  /** Whether there are more. */
  more: boolean;
  /** Whether files are still being read. */
  stillReading: boolean;
}

export interface FoundCard {
  /** The start of its first line. */
  location: Location;
  /** Empty for a card without one. */
  tag: string;
  /** The headings around it, outermost first, with `›` between them. */
  headings: string;
  /** `Choi 21`. Empty without a name and a year. */
  shortCite: string;
  publications: string;
  /** In EDTF. Empty without a date. */
  issued: string;
  /** Of its body. */
  words: number;
}

export const findRequest = new RequestType<FindParams, FoundCards, void>('debate/find');
