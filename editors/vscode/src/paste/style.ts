/** How HTML formats text, as far as a debater means something by it. Pure. */

/** How a stretch of text is formatted. */
export interface TextStyle {
  underline: boolean;
  bold: boolean;
  /** In the style of emphasis, or in a box. */
  emphasis: boolean;
  highlight: boolean;
  /** In the style of short cites. */
  cite: boolean;
  /** Not shown. */
  hidden: boolean;
}

export const PLAIN: TextStyle = { underline: false, bold: false, emphasis: false, highlight: false, cite: false, hidden: false };

/** What a tag itself means. */
const TAGS: Record<string, Partial<TextStyle>> = {
  b: { bold: true },
  strong: { bold: true },
  u: { underline: true },
  ins: { underline: true },
  mark: { highlight: true },
  // A link is underlined because it is one.
  a: { underline: false },
};

/** What the classes of a style sheet mean: `.Emphasis`, `span.StyleUnderline`. */
export type Classes = Map<string, Partial<TextStyle>>;

export function tagStyle(tag: string): Partial<TextStyle> {
  return TAGS[tag] ?? {};
}

/** The styles of the classes in a style sheet. Word writes one; other rules than those for classes are not needed. */
export function classes(sheet: string): Classes {
  const found: Classes = new Map();
  const plain = sheet.replace(/<!--|-->/g, '').replace(/\/\*[^]*?\*\//g, '');
  for (const [, selectors = '', declarations = ''] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    for (const selector of selectors.split(',')) {
      const name = /\.([\w-]+)\s*$/.exec(selector)?.[1];
      if (name !== undefined) found.set(name, { ...found.get(name), ...declared(declarations) });
    }
  }
  return found;
}

/** What `text-decoration: underline; font-weight: 700` means. Only what it says anything about. */
export function declared(declarations: string): Partial<TextStyle> {
  const style: Partial<TextStyle> = {};
  for (const declaration of declarations.split(';')) {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim().toLowerCase();
    if (colon > 0) Object.assign(style, meaning(name, value));
  }
  return style;
}

function meaning(name: string, value: string): Partial<TextStyle> {
  switch (name) {
    case 'font-weight':
      return { bold: value.startsWith('bold') || Number(value) >= 600 };
    case 'text-decoration':
    case 'text-decoration-line':
      return { underline: value.includes('underline') };
    case 'mso-highlight':
      return { highlight: value !== 'none' };
    case 'background':
    case 'background-color':
      return isVivid(value) ? { highlight: true } : {};
    case 'border':
    case 'mso-border-alt':
      return value.includes('solid') && !/(^|\s)0/.test(value) ? { emphasis: true } : {};
    case 'display':
      return { hidden: value === 'none' };
    case 'mso-style-name':
      return styleName(value);
    default:
      return {};
  }
}

/** Word's names of the styles of Verbatim: `Style 13 pt Bold,Cite`, `Emphasis`. */
function styleName(names: string): Partial<TextStyle> {
  if (/\bcite\b|13\s?pt/.test(names)) return { cite: true };
  return names.includes('emphasis') && !/intense|subtle/.test(names) ? { emphasis: true } : {};
}

/** Whether a color is one of a highlighter: not white, black or a gray. */
function isVivid(color: string): boolean {
  if (/\b(yellow|lime|aqua|cyan|fuchsia|magenta|springgreen|turquoise|greenyellow)\b/.test(color)) return true;
  const parts = /#([\da-f]{6})\b/.test(color)
    ? (/#([\da-f]{6})/.exec(color)?.[1]?.match(/../g) ?? []).map((pair) => parseInt(pair, 16))
    : (/rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?/.exec(color)?.slice(1) ?? []).filter(Boolean).map(Number);
  const [red = 0, green = 0, blue = 0, opacity = 1] = parts;
  return opacity > 0.2 && Math.max(red, green, blue) - Math.min(red, green, blue) >= 100;
}
