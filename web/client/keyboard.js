import { modifiersOf, usageOf } from './keys.js';

/** The wire takes 16 KiB of UTF-8 at once: at most three bytes a UTF-16 unit. */
const mostUnits = 4096;

/**
 * Keys and text of a view. Keys travel as places on the keyboard; characters only as text, through a field nobody sees,
 * so that input methods, mobile keyboards and paste work as everywhere.
 */
export class Keyboard {
  #field;
  #send;
  /** @type {Map<string, number>} Held keys. */
  #held = new Map();

  /** @param {HTMLTextAreaElement} field @param {(input: object, event?: Event) => void} send @param {AbortSignal} signal */
  constructor(field, send, signal) {
    this.#field = field;
    this.#send = send;
    const on = { signal };
    field.addEventListener('keydown', event => this.#down(event), on);
    field.addEventListener('keyup', event => this.#up(event), on);
    field.addEventListener('beforeinput', event => this.#before(event), on);
    field.addEventListener('input', event => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) this.#commit(event);
    }, on);
    field.addEventListener('compositionend', event => this.#commit(event), on);
    field.addEventListener('blur', () => this.release(), on);
  }

  /** Lets go of every key. */
  release() {
    for (const usage of this.#held.values()) this.#key(false, usage, 0);
    this.#held.clear();
  }

  /** @param {KeyboardEvent} event */
  #down(event) {
    // Tab moves on through the page: a picture must not be a trap for who has no pointer.
    if (event.isComposing || event.key === 'Process' || event.code === 'Tab') return;
    const usage = usageOf(event.code);
    if (usage === 0) return;
    this.#held.set(event.code, usage);
    this.#key(true, usage, modifiersOf(event), event);
    if (keepsFromBrowser(event)) event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  #up(event) {
    const usage = this.#held.get(event.code);
    if (usage === undefined) return;
    this.#held.delete(event.code);
    this.#key(false, usage, modifiersOf(event), event);
  }

  /** Keyboards on glass send no keys for these. @param {InputEvent} event */
  #before(event) {
    const code = event.inputType === 'deleteContentBackward' ? 'Backspace'
      : event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph' ? 'Enter' : '';
    if (code === '' || event.isComposing) return;
    event.preventDefault();
    this.#key(true, usageOf(code), 0, event);
    this.#key(false, usageOf(code), 0, event);
  }

  /** @param {Event} event */
  #commit(event) {
    const text = this.#field.value;
    this.#field.value = '';
    for (let from = 0, to = 0; from < text.length; from = to) {
      to = Math.min(from + mostUnits, text.length);
      if (isHighSurrogate(text, to - 1) && to < text.length) to--;
      this.#send({ kind: 'text', text: text.slice(from, to) }, event);
    }
  }

  /** @param {boolean} down @param {number} usage @param {number} modifiers @param {Event} [event] */
  #key(down, usage, modifiers, event) {
    this.#send({ kind: 'key', type: down ? 0x10 : 0x11, usage, modifiers }, event);
  }
}

/** Half a character, which cannot be written without its other half. @param {string} text @param {number} at */
function isHighSurrogate(text, at) {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

/** Characters go on to the field, and the browser keeps its own shortcuts. @param {KeyboardEvent} event */
function keepsFromBrowser(event) {
  if (event.ctrlKey || event.metaKey) return event.code === 'KeyS' || event.code === 'KeyP';
  return event.key.length > 1 && !['F5', 'F11', 'F12', 'Dead', 'Unidentified'].includes(event.key);
}
