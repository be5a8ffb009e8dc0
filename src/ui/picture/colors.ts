/** Colours as other programs read them: a browser writes some as `oklab(…)`, which few drawing programs know. */

export interface Color {
  /** `#rrggbb` */
  readonly hex: string;
  /** Opacity, 0–1. */
  readonly alpha: number;
}

let brush: CanvasRenderingContext2D | null | undefined;
const known = new Map<string, Color>();

/** @param css any colour that the browser knows, as it is computed */
export function readColor(css: string): Color {
  const before = known.get(css);
  if (before) return before;
  brush ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!brush) return { hex: '#000000', alpha: 1 };
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = css;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
  const color = {
    hex: `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`,
    alpha: Math.round((alpha / 255) * 1000) / 1000,
  };
  known.set(css, color);
  return color;
}

/** The colours of a gradient, in order. */
export const colorsIn = (gradient: string): readonly string[] =>
  gradient.match(/(?:rgba?|oklab|oklch|color|hsla?)\([^()]*\)/g) ?? [];
