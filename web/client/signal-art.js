import { loadFont } from './painter.js';

/** Draws the app of a stream from its signals, once the font is there: text measured in another would stay wrong. */
export class SignalArt {
  #screen;
  #font = /** @type {'unasked' | 'loading' | 'there'} */ ('unasked');

  /** @param {import('./screen.js').Screen} screen */
  constructor(screen) {
    this.#screen = screen;
  }

  /**
   * What there is to draw; null when the app is not known here, or the font is still on its way.
   * @param {import('./codec.js').Codec} codec @param {number} receiver
   * @param {() => void} ready Called when it is worth trying again.
   * @returns {(() => void) | null} Draws it, now or, as it was then, later.
   */
  list(codec, receiver, ready) {
    if (this.#font !== 'there') {
      if (this.#font === 'unasked') this.#load(ready);
      return null;
    }
    const length = codec.receivers.Draw(receiver);
    if (length === 0) return null;
    const [words, text, textLength, width, height] = [0, 1, 2, 3, 4].map(part => codec.receivers.Drawn(receiver, part));
    const list = codec.ints(words, length).slice();
    const letters = codec.copy(text, textLength);
    return () => this.#screen.draw(list, letters, width, height);
  }

  /** @param {() => void} ready */
  #load(ready) {
    this.#font = 'loading';
    const go = () => {
      this.#font = 'there';
      ready();
    };
    // A font that cannot be had is no reason to show nothing.
    loadFont().then(go, go);
  }
}
