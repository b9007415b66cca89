/** Physical keys: KeyboardEvent.code → usage on the USB HID keyboard page. */

/** @type {Map<string, number>} */
const usages = new Map();

/** @param {number} first @param {string} codes */
function row(first, codes) {
  codes.split(' ').forEach((code, i) => usages.set(code, first + i));
}

row(0x04, [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map(letter => `Key${letter}`).join(' '));
row(0x1e, 'Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0');
row(0x28, 'Enter Escape Backspace Tab Space Minus Equal BracketLeft BracketRight Backslash');
row(0x33, 'Semicolon Quote Backquote Comma Period Slash CapsLock');
row(0x3a, 'F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12');
row(0x46, 'PrintScreen ScrollLock Pause Insert Home PageUp Delete End PageDown');
row(0x4f, 'ArrowRight ArrowLeft ArrowDown ArrowUp NumLock');
row(0x54, 'NumpadDivide NumpadMultiply NumpadSubtract NumpadAdd NumpadEnter');
row(0x59, 'Numpad1 Numpad2 Numpad3 Numpad4 Numpad5 Numpad6 Numpad7 Numpad8 Numpad9 Numpad0 NumpadDecimal');
row(0x64, 'IntlBackslash ContextMenu Power NumpadEqual F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24');
row(0x85, 'NumpadComma');
row(0x87, 'IntlRo KanaMode IntlYen Convert NonConvert');
row(0x90, 'Lang1 Lang2 Lang3 Lang4 Lang5');
row(0x7f, 'AudioVolumeMute AudioVolumeUp AudioVolumeDown');
row(0xe0, 'ControlLeft ShiftLeft AltLeft MetaLeft ControlRight ShiftRight AltRight MetaRight');

/** @param {string} code @returns {number} The usage, 0 for a key that has none. */
export function usageOf(code) {
  return usages.get(code) ?? 0;
}

/** @param {KeyboardEvent} event @returns {number} What else is held, as the wire's modifier bits. */
export function modifiersOf(event) {
  const altGraph = event.getModifierState('AltGraph');
  return Number(event.shiftKey)
    | Number(event.ctrlKey) << 1
    | Number(event.altKey && !altGraph) << 2
    | Number(event.metaKey) << 3
    | Number(altGraph) << 4
    | Number(event.getModifierState('CapsLock')) << 5
    | Number(event.getModifierState('NumLock')) << 6
    | Number(event.repeat) << 7;
}
