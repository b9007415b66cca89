/** Writes what a person does as messages, and remembers when, until a picture shows its effect. */

/** @typedef {import('./codec.js').Codec} Codec */

const remembered = 2048;

export class InputBook {
  #newest = 0;
  /** @type {Map<number, number>} Number → when its event happened, on the page's clock. */
  #times = new Map();

  /** @param {Codec} codec @param {number} receiver @param {any} input */
  write({ receivers }, receiver, input) {
    const id = ++this.#newest;
    this.#times.set(id, input.at);
    if (this.#times.size > remembered) this.#times.delete(this.#times.keys().next().value ?? 0);
    switch (input.kind) {
      case 'pointer': return receivers.Pointer(receiver, input.type, input.x, input.y, input.buttons, id);
      case 'touch': return receivers.Touch(receiver, input.type, input.contact, input.x, input.y, id);
      case 'key': return receivers.Key(receiver, input.type, input.usage, input.modifiers, id);
      case 'text': return receivers.Text(receiver, input.text, id);
      case 'scroll': return receivers.Scroll(receiver, input.dx, input.dy, id);
      case 'resize': return receivers.Resize(receiver, input.width, input.height);
    }
  }

  /** Milliseconds since an input happened, told once; null for one that is not remembered. @param {number} id */
  age(id) {
    const at = this.#times.get(id);
    this.#times.delete(id);
    return at === undefined ? null : performance.timeOrigin + performance.now() - at;
  }
}
