import { find } from './find.js';
import { secondsOf } from './units.js';

/**
 * What a person sees when there is no live picture: what happened, and what comes next.
 *
 * @typedef {import('../client/ds-view.js').Status} Status
 * @typedef {{title: string, text: string, sign: 'spinner' | 'pause' | 'end' | 'no', again?: string}} Face
 */

const signs = {
  spinner: '',
  pause: 'M20 4a16 16 0 1 0 .01 0M16 14v12M24 14v12',
  end: 'M20 4a16 16 0 1 0 .01 0M14.5 14.5h11v11h-11z',
  no: 'M20 4a16 16 0 1 0 .01 0M20 12v10M20 28h.01',
};

/**
 * @param {Status} status @param {string} stream @param {number} since When it was said. @param {boolean} pictured
 * @returns {Face | null} Null while the picture speaks for itself.
 */
export function faceOf(status, stream, since, pictured) {
  const passed = performance.now() - since;
  const retry = Math.max(0, Math.ceil((status.retryMs - passed) / 1000));
  const soon = retry > 0 ? `Trying again in ${retry} s.` : 'Trying again now.';
  switch (status.state) {
    case 'connecting': return status.retryMs > 0
      ? { title: 'The relay does not answer', text: `It may be starting. ${soon}`, sign: 'spinner', again: 'Try now' }
      : { title: `Connecting to ${stream}`, text: 'This takes a moment.', sign: 'spinner' };
    case 'reconnecting':
      return { title: 'The connection was lost', text: `${status.text || 'The last picture stays.'} ${soon}`, sign: 'spinner', again: 'Try now' };
    case 'away': {
      const away = status.awayMs + passed;
      return status.viewer && !pictured && status.modes.length === 0
        ? { title: `Nobody shares ${stream} yet`, text: 'This page shows it as soon as somebody does.', sign: 'pause' }
        : { title: 'The source went away', text: `It went away ${away < 2000 ? 'just now' : `${secondsOf(away)} ago`}. Waiting for it.`, sign: 'pause' };
    }
    case 'ended':
      return { title: 'The stream is over', text: `${status.text || 'The source ended it.'} If it begins again, it shows here.`, sign: 'end' };
    case 'refused':
      return { title: 'The relay said no', text: status.text, sign: 'no', again: 'Try again' };
    case 'live':
      return pictured ? null : { title: 'Waiting for the first picture', text: 'The source is here and quiet.', sign: 'spinner' };
    default: return null;
  }
}

/** @param {Face | null} face @param {string} state */
export function showFace(face, state) {
  const section = find('#face');
  section.hidden = face === null;
  section.className = state;
  if (!face) return;
  find('.spinner', section).toggleAttribute('hidden', face.sign !== 'spinner');
  find('.sign', section).toggleAttribute('hidden', face.sign === 'spinner');
  find('#sign').setAttribute('d', signs[face.sign]);
  write('#face-title', face.title);
  write('#face-text', face.text);
  find('#again').hidden = !face.again;
  if (face.again) write('#again', face.again);
}

/** Live regions speak on every write, so only a change is written. @param {string} selector @param {string} text */
export function write(selector, text) {
  const element = find(selector);
  if (element.textContent !== text) element.textContent = text;
}
