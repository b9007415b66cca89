/**
 * The element of this page that a selector names; the page and its script belong together, so it is there.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 */
export function find(selector, root = document) {
  return /** @type {T} */ (root.querySelector(selector));
}
