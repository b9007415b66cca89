/**
 * A browser as a source: `new DsSource('/source/main')`, then one of {@link DsSource.runApp}, {@link DsSource.shareTrack}
 * or {@link DsSource.sharePictures}. Events: `sending` {@link Sending}, `costs` {@link Costs}, `input`.
 *
 * @typedef {import('./broadcast.js').Sending} Sending
 * @typedef {import('./broadcast.js').Costs} Costs
 * @typedef {import('./broadcast.js').Thrift} Thrift
 */
export class DsSource extends EventTarget {
  #address;
  #worker;
  #stop = new AbortController();
  #token = '';

  /** @param {string} address Relative and http addresses work too. */
  constructor(address) {
    super();
    this.#address = new URL(address, document.baseURI);
    this.#address.protocol = this.#address.protocol.replace(/^http/, 'ws');
    this.#worker = new Worker(new URL('source-worker.js', import.meta.url), { type: 'module', name: 'ds-source' });
    this.#worker.addEventListener('message', event => {
      const { op, ...told } = event.data;
      if (op === 'place') { this.#token = told.token; return; }
      this.dispatchEvent(new CustomEvent(op, { detail: told.sending ?? told }));
      if (told.sending?.state === 'stopped') this.#worker.terminate();
    });
  }

  /** Runs a demo app in this browser. @param {string} app @param {number} [fps] */
  runApp(app, fps = 30) {
    this.#worker.postMessage({ op: 'app', address: this.#describe(app, 'pixel,delta,signal'), app, fps });
  }

  /**
   * Sends what a screen, window, tab or camera shows.
   * @param {MediaStreamTrack} track @param {string} app What to call it. @param {number} [most] The longer side, in pixels.
   */
  shareTrack(track, app, most = 1920) {
    this.#worker.postMessage({ op: 'pixels', address: this.#describe(app, 'pixel,delta') });
    this.#stop.signal.addEventListener('abort', () => track.stop());
    const Processor = /** @type {any} */ (globalThis).MediaStreamTrackProcessor;
    if (!Processor) return this.#watch(track, most);
    // Frames come to the worker without passing this thread, so a page in the background goes on.
    const frames = new Processor({ track, maxBufferSize: 1 }).readable;
    this.#worker.postMessage({ op: 'frames', frames, most }, [frames]);
  }

  /** Sends pictures that {@link DsSource.put} gives. @param {string} app What to call it. */
  sharePictures(app) {
    this.#worker.postMessage({ op: 'pixels', address: this.#describe(app, 'pixel,delta') });
  }

  /** The next picture, taken over by the call. @param {ImageData} picture */
  put(picture) {
    const { width, height, data: { buffer } } = picture;
    this.#worker.postMessage({ op: 'picture', rgba: buffer, width, height }, [buffer]);
  }

  /**
   * What to save, now and from now on: a limit, run-length coding, a crop, and how much smaller pictures of a track are sent.
   * @param {Thrift & {scale?: number}} thrift
   */
  setThrift(thrift) { this.#worker.postMessage({ op: 'thrift', thrift }); }

  /**
   * Says goodbye to whoever watches, and gives the screen or camera back.
   * @param {boolean} [keepPlace] The goodbye may be lost with the page: this tab, loaded again, may take the stream up.
   */
  stop(keepPlace = false) {
    if (keepPlace && this.#token) sessionStorage.setItem(this.#address.href, this.#token);
    this.#stop.abort();
    this.#worker.postMessage({ op: 'stop' });
  }

  /** @param {string} app @param {string} modes */
  #describe(app, modes) {
    const url = new URL(this.#address);
    url.searchParams.set('app', app);
    url.searchParams.set('modes', modes);
    const kept = sessionStorage.getItem(this.#address.href);
    sessionStorage.removeItem(this.#address.href);
    if (kept) url.searchParams.set('resume', kept);
    return url.href;
  }

  /** For browsers without frame streams. @param {MediaStreamTrack} track @param {number} most */
  #watch(track, most) {
    const video = document.createElement('video');
    video.srcObject = new MediaStream([track]);
    video.muted = true;
    void video.play();
    const next = async () => {
      if (this.#stop.signal.aborted) return;
      const bitmap = await createImageBitmap(video);
      this.#worker.postMessage({ op: 'bitmap', bitmap, most }, [bitmap]);
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  }
}
