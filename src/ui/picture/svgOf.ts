/**
 * A part of the page as an SVG file that stands alone: no style sheet, no custom property, no HTML inside. Charts are
 * copied shape by shape with the look that they have on the page; boxes and words of HTML become shapes and words.
 */
import { type Color, colorsIn, readColor } from './colors.ts';

export interface Picture {
  readonly svg: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Pixels around all, and height of the line for the title. */
const MARGIN = 16;
const TITLE = 30;

/** What a picture has no use for: things to press and to type in. */
const CONTROLS = 'select, input, textarea, [data-control]';
const SHAPES = 'path, rect, circle, ellipse, line, polyline, polygon';
/** Attributes that say how a shape is placed and not how it looks. */
const DROPPED = /^(class|style|id|role|tabindex|fill|stroke|on.*|aria-.*|data-.*|pointer-events)$/;

/** Properties with their initial values, which need not be written. */
const PLAIN = {
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  'stroke-linecap': 'butt',
  'paint-order': 'normal',
} as const;
const OF_TEXT = {
  'font-style': 'normal',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
  'letter-spacing': 'normal',
} as const;

/** @param root what is drawn, as it stands on the screen, with what is scrolled out of sight */
export function svgOf(root: HTMLElement, title: string): Picture {
  const sheet = new Sheet(root);
  sheet.draw(root);
  return sheet.finish(title);
}

/** Grows by what is drawn on it. */
class Sheet {
  readonly #content = document.createElementNS(SVG, 'g');
  readonly #defs = document.createElementNS(SVG, 'defs');
  readonly #root: HTMLElement;
  readonly #origin: DOMRect;
  /** Of the page; positions are measured in it and drawn without. */
  readonly #zoom: number;
  #left = 0;
  #top = 0;
  #right: number;
  #bottom: number;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#zoom = root.currentCSSZoom ?? 1;
    this.#origin = root.getBoundingClientRect();
    this.#right = this.#origin.width / this.#zoom;
    this.#bottom = this.#origin.height / this.#zoom;
  }

  draw(element: Element): void {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(CONTROLS)) return;
    if (element instanceof SVGSVGElement) return this.#chart(element);
    const style = getComputedStyle(element);
    // Words for screen readers alone.
    if (style.clipPath !== 'none') return;
    this.#box(element, style);
    if (element instanceof HTMLCanvasElement || element instanceof HTMLImageElement)
      return this.#image(element);
    for (const child of element.childNodes) {
      if (child instanceof Element) this.draw(child);
      else if (child instanceof Text) this.#words(child, style);
    }
  }

  finish(title: string): Picture {
    const width = Math.ceil(this.#right - this.#left + 2 * MARGIN);
    const height = Math.ceil(this.#bottom - this.#top + 2 * MARGIN + TITLE);
    const sheet = element('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
    const name = element('title', {});
    name.textContent = title;
    const ground = groundOf(this.#root);
    const heading = element('text', {
      x: MARGIN,
      y: MARGIN + 14,
      fill: readColor(getComputedStyle(this.#root).color).hex,
      'font-family': getComputedStyle(this.#root).fontFamily,
      'font-size': 15,
      'font-weight': 600,
    });
    heading.textContent = title;
    this.#content.setAttribute(
      'transform',
      `translate(${round(MARGIN - this.#left)}, ${round(MARGIN + TITLE - this.#top)})`,
    );
    sheet.append(name, element('rect', { width, height, fill: ground.hex }), heading, this.#content);
    if (this.#defs.childElementCount > 0) sheet.prepend(this.#defs);
    return { svg: `${new XMLSerializer().serializeToString(sheet)}\n`, width, height };
  }

  /** Pixels from the upper left corner of the root. */
  #placed(rect: DOMRect): { x: number; y: number; width: number; height: number } {
    const place = {
      x: (rect.x - this.#origin.x) / this.#zoom,
      y: (rect.y - this.#origin.y) / this.#zoom,
      width: rect.width / this.#zoom,
      height: rect.height / this.#zoom,
    };
    this.#left = Math.min(this.#left, place.x);
    this.#top = Math.min(this.#top, place.y);
    this.#right = Math.max(this.#right, place.x + place.width);
    this.#bottom = Math.max(this.#bottom, place.y + place.height);
    return place;
  }

  #box(of: Element, style: CSSStyleDeclaration): void {
    const fill = readColor(style.backgroundColor);
    const line = readColor(style.borderTopColor);
    const thickness = style.borderTopStyle === 'none' ? 0 : parseFloat(style.borderTopWidth);
    const isFramed = thickness > 0 && line.alpha > 0 && parseFloat(style.borderBottomWidth) > 0;
    const stops = colorsIn(style.backgroundImage);
    if (of === this.#root || (fill.alpha === 0 && !isFramed && stops.length === 0)) return;
    const { x, y, width, height } = this.#placed(of.getBoundingClientRect());
    const inset = isFramed ? thickness / 2 : 0;
    const box = element('rect', {
      x: round(x + inset),
      y: round(y + inset),
      width: round(Math.max(0, width - 2 * inset)),
      height: round(Math.max(0, height - 2 * inset)),
      rx: parseFloat(style.borderTopLeftRadius) || 0,
    });
    if (stops.length > 0) box.setAttribute('fill', `url(#${this.#gradient(stops)})`);
    else paint(box, 'fill', fill);
    if (isFramed) {
      paint(box, 'stroke', line);
      box.setAttribute('stroke-width', String(thickness));
      if (style.borderTopStyle === 'dashed') box.setAttribute('stroke-dasharray', '3 2');
    }
    this.#content.append(box);
  }

  /** From left to right, in even steps, as all legends are. */
  #gradient(stops: readonly string[]): string {
    const id = `gradient-${this.#defs.childElementCount + 1}`;
    const gradient = element('linearGradient', { id });
    stops.forEach((css, i) => {
      const { hex, alpha } = readColor(css);
      gradient.append(
        element('stop', { offset: round(i / (stops.length - 1)), 'stop-color': hex, 'stop-opacity': alpha }),
      );
    });
    this.#defs.append(gradient);
    return id;
  }

  #image(source: HTMLCanvasElement | HTMLImageElement): void {
    const { x, y, width, height } = this.#placed(source.getBoundingClientRect());
    const canvas = source instanceof HTMLCanvasElement ? source : document.createElement('canvas');
    if (source instanceof HTMLImageElement) {
      canvas.width = source.naturalWidth;
      canvas.height = source.naturalHeight;
      canvas.getContext('2d')?.drawImage(source, 0, 0);
    }
    const href = canvas.toDataURL();
    this.#content.append(element('image', { x, y, width, height, preserveAspectRatio: 'none', href }));
  }

  /** Line by line, since SVG breaks no lines. */
  #words(text: Text, style: CSSStyleDeclaration): void {
    const lines: { x: number; y: number; words: string[] }[] = [];
    const range = document.createRange();
    const { ascent, descent } = heightsOf(style);
    for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const [rect] = range.getClientRects();
      if (!rect || rect.width === 0) continue;
      const { x, y, height } = this.#placed(rect);
      const baseline = y + (height * ascent) / (ascent + descent);
      const last = lines.at(-1);
      if (last && Math.abs(last.y - baseline) < 1) last.words.push(word);
      else lines.push({ x, y: baseline, words: [word] });
    }
    for (const { x, y, words } of lines) {
      const line = element('text', { x: round(x), y: round(y) });
      paint(line, 'fill', readColor(style.color));
      writeFont(line, style);
      const plain = words.join(' ');
      line.textContent = style.textTransform === 'uppercase' ? plain.toUpperCase() : plain;
      this.#content.append(line);
    }
  }

  #chart(svg: SVGSVGElement): void {
    const { x, y, width, height } = this.#placed(svg.getBoundingClientRect());
    const own = svg.getAttribute('viewBox') ?? `0 0 ${round(width)} ${round(height)}`;
    const chart = element('svg', {
      x: round(x),
      y: round(y),
      width: round(width),
      height: round(height),
      viewBox: own,
    });
    if (getComputedStyle(svg).overflow === 'visible') chart.setAttribute('overflow', 'visible');
    const label = svg.getAttribute('aria-label');
    if (label) {
      const about = element('desc', {});
      about.textContent = label;
      chart.append(about);
    }
    for (const child of svg.children) copy(child, chart);
    // What stands beside its chart, as axes do, is inside the picture too.
    for (const part of svg.querySelectorAll('text, .axis')) this.#placed(part.getBoundingClientRect());
    this.#content.append(chart);
  }
}

/** A shape or a group with all that is in it, looking as it does on the page. */
function copy(source: Element, into: Element): void {
  const style = getComputedStyle(source);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  const isText = source.matches('text, tspan');
  const isShape = source.matches(SHAPES);
  const fill = readPaint(style.fill);
  const stroke = parseFloat(style.strokeWidth) > 0 ? readPaint(style.stroke) : undefined;
  // Areas that only catch the pointer.
  if (isShape && !fill && !stroke) return;
  const copied = document.createElementNS(SVG, source.localName);
  for (const { name, value } of source.attributes)
    if (!DROPPED.test(name) || (name === 'id' && source.closest('defs'))) copied.setAttribute(name, value);
  if (style.opacity !== '1') copied.setAttribute('opacity', style.opacity);
  if (isShape || isText) {
    paint(copied, 'fill', fill, Number(style.fillOpacity));
    if (stroke) {
      paint(copied, 'stroke', stroke, Number(style.strokeOpacity));
      copied.setAttribute('stroke-width', String(parseFloat(style.strokeWidth)));
      writeIfOther(copied, style, PLAIN);
    }
  }
  if (isText) writeFont(copied, style);
  if (source.localName === 'stop') {
    copied.setAttribute('stop-color', readColor(style.stopColor).hex);
    copied.setAttribute('stop-opacity', style.stopOpacity);
  }
  for (const child of source.childNodes) {
    if (child instanceof Element) copy(child, copied);
    else if (child instanceof Text && child.data.trim() !== '')
      copied.append(child.data.replaceAll(/\s+/g, ' '));
  }
  into.append(copied);
}

type Paint = Color | string | undefined;

/** A colour, a reference to a gradient as it stands, or nothing. */
function readPaint(css: string): Paint {
  if (css === 'none') return undefined;
  if (css.startsWith('url(')) return css;
  const color = readColor(css);
  return color.alpha === 0 ? undefined : color;
}

function paint(target: Element, what: 'fill' | 'stroke', value: Paint, opacity = 1): void {
  if (typeof value !== 'object') return target.setAttribute(what, value ?? 'none');
  target.setAttribute(what, value.alpha === 0 ? 'none' : value.hex);
  if (value.alpha * opacity < 1) target.setAttribute(`${what}-opacity`, String(round(value.alpha * opacity)));
}

function writeFont(target: Element, style: CSSStyleDeclaration): void {
  target.setAttribute('font-family', style.fontFamily);
  target.setAttribute('font-size', String(parseFloat(style.fontSize)));
  target.setAttribute('font-weight', style.fontWeight);
  writeIfOther(target, style, OF_TEXT);
  if (style.textDecorationLine !== 'none') target.setAttribute('text-decoration', style.textDecorationLine);
}

function writeIfOther(
  target: Element,
  style: CSSStyleDeclaration,
  initial: Readonly<Record<string, string>>,
): void {
  for (const [property, usual] of Object.entries(initial)) {
    const value = style.getPropertyValue(property).replaceAll('px', '');
    if (value !== usual) target.setAttribute(property, value);
  }
}

const pen = document.createElement('canvas').getContext('2d');

/** Of a font's line above and below its baseline, in pixels. */
function heightsOf({ font }: CSSStyleDeclaration): { ascent: number; descent: number } {
  if (!pen) return { ascent: 4, descent: 1 };
  pen.font = font;
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = pen.measureText('x');
  return { ascent: fontBoundingBoxAscent, descent: fontBoundingBoxDescent };
}

/** The colour that is seen behind an element. */
function groundOf(of: Element | null): Color {
  if (!of) return { hex: '#ffffff', alpha: 1 };
  const own = readColor(getComputedStyle(of).backgroundColor);
  return own.alpha > 0 ? own : groundOf(of.parentElement);
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

const round = (value: number): number => Math.round(value * 100) / 100;
