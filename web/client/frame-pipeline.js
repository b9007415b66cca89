/**
 * What a picture goes through, as a list:
 * `new FramePipeline(codec, [{ crop: [0, 0, 640, 360] }, { scale: [320, 180] }, { rotate: 90 }, { dedup: true }])`.
 *
 * @typedef {import('./codec.js').Codec} Codec
 *
 * @typedef {object} Stage One of these.
 * @property {[x: number, y: number, width: number, height: number]} [crop]
 * @property {[width: number, height: number]} [scale]
 * @property {boolean} [smooth] Of a scale: false takes the nearest pixel.
 * @property {90 | 180 | 270} [rotate] Clockwise.
 * @property {'across' | 'down'} [flip] Left and right, or top and bottom, change places.
 * @property {{x: number, y: number, picture: ImageData}} [watermark] Negative places count from the far side.
 * @property {boolean} [dedup] Stops a picture that equals the one before.
 * @property {boolean} [compress] Run-length codes it where that is smaller; the last stage.
 *
 * @typedef {{width: number, height: number, coded: boolean, bytes: Uint8Array}} Made
 */

export class FramePipeline {
  #codec;

  /** @param {Codec} codec @param {Stage[]} stages */
  constructor(codec, stages) {
    this.#codec = codec;
    this.handle = codec.pipelines.Open();
    for (const stage of stages) this.#add(stage);
  }

  /** A copy of what comes out; null when a stage stopped it. @param {ArrayLike<number>} rgba @param {number} width @param {number} height @returns {Made | null} */
  run(rgba, width, height) {
    const { policies, pipelines, view, copy } = this.#codec;
    view(policies.Inbox(rgba.length), rgba.length).set(rgba);
    const length = pipelines.Run(this.handle, width, height);
    if (length < 0) return null;
    const [outWidth, outHeight, coded] = [0, 1, 2].map(part => pipelines.Shape(this.handle, part));
    return { width: outWidth, height: outHeight, coded: coded === 1, bytes: copy(policies.Outbox(), length) };
  }

  close() { this.#codec.policies.Close(this.handle); }

  /** @param {Stage} stage */
  #add(stage) {
    const { policies, pipelines, view } = this.#codec;
    if (stage.crop) pipelines.Crop(this.handle, ...stage.crop);
    if (stage.scale) pipelines.Scale(this.handle, ...stage.scale, stage.smooth !== false);
    if (stage.rotate) pipelines.Rotate(this.handle, stage.rotate / 90);
    if (stage.flip) pipelines.Flip(this.handle, stage.flip === 'down');
    if (stage.watermark) {
      const { x, y, picture: { data, width, height } } = stage.watermark;
      view(policies.Inbox(data.length), data.length).set(data);
      pipelines.Watermark(this.handle, x, y, width, height);
    }
    if (stage.dedup) pipelines.Dedup(this.handle);
    if (stage.compress) pipelines.Compress(this.handle);
  }
}
