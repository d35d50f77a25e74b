/** What is typed in a field, once it stands: nothing half-composed, and not each keystroke. */

import { warm } from "./engine.js";

const PAUSE = 120;

export class Field {
  /**
   * @param {HTMLInputElement} input
   * @param {(text: string) => void} onText Called with the text when it has changed and typing rests.
   */
  constructor(input, onText) {
    this.input = input;
    this.composing = false;
    /** @private */ this.onText = onText;
    /** @private */ this.told = input.value;
    /** @private */ this.timer = 0;
    input.addEventListener("compositionstart", () => {
      warm();
      this.composing = true;
      clearTimeout(this.timer);
    });
    input.addEventListener("compositionend", () => {
      this.composing = false;
      this.wait();
    });
    input.addEventListener("input", (event) => {
      warm();
      if (this.composing || /** @type {InputEvent} */ (event).isComposing) return;
      this.wait();
    });
  }

  /** Put a text in without telling of it. @param {string} text */
  set(text) {
    clearTimeout(this.timer);
    this.input.value = this.told = text;
  }

  /** Tell of what stands in the field now, unless it is being composed. */
  tell() {
    clearTimeout(this.timer);
    if (this.composing || this.input.value === this.told) return;
    this.told = this.input.value;
    this.onText(this.told);
  }

  /** @private */
  wait() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.tell(), PAUSE);
  }
}

/**
 * Whether a key belongs to an input method. Safari ends a composition before it sends the key.
 * @param {KeyboardEvent} event
 */
export function ofInputMethod(event) {
  return event.isComposing || event.keyCode === 229;
}
