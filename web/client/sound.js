/** The sound of a view: samples go from the worker straight to the audio thread. Begun by a gesture, as browsers ask. */
export class Sound {
  #context = /** @type {AudioContext | null} */ (null);

  /** @returns {Promise<MessagePort>} Where the worker puts samples. */
  async open() {
    const context = new AudioContext({ latencyHint: 'interactive' });
    this.#context = context;
    await context.audioWorklet.addModule(new URL('sound-worklet.js', import.meta.url));
    const node = new AudioWorkletNode(context, 'ds-sound', { numberOfInputs: 0, outputChannelCount: [2] });
    node.connect(context.destination);
    const { port1, port2 } = new MessageChannel();
    node.port.postMessage(port1, [port1]);
    return port2;
  }

  /** Begins to sound; has an effect only in a gesture. */
  resume() {
    if (this.#context?.state === 'suspended') void this.#context.resume();
  }

  close() {
    void this.#context?.close();
    this.#context = null;
  }
}
