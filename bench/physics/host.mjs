/** What the programs here need of where they run: Node, or a page that chromium.mjs has opened. What they print is the result. */
const inPage = globalThis.document !== undefined;

/** What the program was started with. */
export const words = inPage ? JSON.parse(document.querySelector('#words').textContent) : process.argv.slice(2);

/** @param {URL | string} file */
export async function bytes(file) {
  if (!inPage) return (await import('node:fs/promises')).readFile(file);
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response.arrayBuffer();
}

/** @param {URL | string} file */
export const text = async file => new TextDecoder().decode(await bytes(file));

/** Runs once and again for two seconds, so that the compiler is done, and answers what one more run does. */
export function warmed(run) {
  const warm = performance.now() + 2000;
  do run(); while (performance.now() < warm);
  return run();
}

export function end(code) {
  if (!inPage) process.exit(code);
  if (code !== 0) throw new Error(`The program ended with ${code}.`);
}
