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
   * False when nothing was drawn: the app is not known here, or the font is still on its way.
   * @param {import('./codec.js').Codec} codec @param {number} receiver
   * @param {() => void} ready Called when it is worth trying again.
   */
  draw(codec, receiver, ready) {
    if (this.#font !== 'there') {
      if (this.#font === 'unasked') this.#load(ready);
      return false;
    }
    const length = codec.receivers.Draw(receiver);
    if (length === 0) return false;
    const [words, text, textLength, width, height] = [0, 1, 2, 3, 4].map(part => codec.receivers.Drawn(receiver, part));
    this.#screen.draw(codec.ints(words, length), codec.view(text, textLength), width, height);
    return true;
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
