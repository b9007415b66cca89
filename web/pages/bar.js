import { find } from './find.js';

/** The bar of the watching page: it fades while a person works in the picture and comes back on Esc, a touch below, or focus. */

const quietAfter = 2500;
const edge = 120;

/** @param {HTMLElement} view What they work in. @param {() => boolean} mayFade */
export function fadeWhileWorking(view, mayFade) {
  const bar = find('#bar');
  const grip = find('#grip');
  let timer = 0;

  const show = () => {
    document.body.classList.remove('working');
    grip.setAttribute('aria-expanded', 'true');
    clearTimeout(timer);
    timer = setTimeout(hide, quietAfter);
  };
  const hide = () => {
    const used = bar.matches(':hover') || bar.contains(document.activeElement) || !find('#panel').hidden;
    if (used || !mayFade()) {
      timer = setTimeout(hide, quietAfter);
      return;
    }
    document.body.classList.add('working');
    grip.setAttribute('aria-expanded', 'false');
  };

  window.addEventListener('keydown', event => {
    if (event.key === 'Escape') show();
  });
  window.addEventListener('pointermove', event => {
    if (event.buttons === 0 && event.clientY > innerHeight - edge) show();
  });
  bar.addEventListener('focusin', show);
  grip.addEventListener('click', () => {
    show();
    find('a', bar).focus();
  });
  view.addEventListener('pointerdown', () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 300);
  });
  show();
}
