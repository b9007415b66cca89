/** Numbers that look random and are the same in every run. */
export function random(seed) {
  return () => {
    seed = Math.imul(seed, 1664525) + 1013904223 | 0;
    return seed >>> 16;
  };
}

/** The RGBA of a picture without any order in it. */
export function noise(width, height, seed) {
  const next = random(seed);
  return Uint8Array.from({ length: width * height * 4 }, (_, i) => i % 4 === 3 ? 255 : next() & 255);
}
