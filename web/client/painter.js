/**
 * Paints a display list (docs/display-list.md) on a 2D canvas.
 * @param {OffscreenCanvasRenderingContext2D} context
 * @param {Int32Array} words
 * @param {Uint8Array} text
 */
export function paint(context, words, text) {
  void context; void words; void text;
}
