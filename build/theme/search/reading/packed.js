/** The text of a source, where it is packed beside its page: `packing.py` put it there. */

import { inflate } from "../files.js";
import { local, scripts } from "../scripts.js";

/** Put the text in its place, and go to the line that the address names. */
export async function unpack() {
  const host = document.querySelector(".ledger-text[data-packed]");
  const name = host?.getAttribute("data-packed");
  if (!host || !name) return;
  try {
    const packed = await (local(location.href) ? scripts(new URL(".", location.href).href)(name, false) : fetched(name));
    host.innerHTML = new TextDecoder().decode(await inflate(packed, "deflate", name));
    host.removeAttribute("data-packed");
  } catch (error) {
    console.info("sources: the text did not load", error);
    const said = host.querySelector("p");
    if (said) said.textContent = "对照没有载入。请看看网络，重新载入这一页。";
    return;
  }
  // the line that the address names is there only now
  if (location.hash) location.replace(location.hash);
}

/** @param {string} name */
async function fetched(name) {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
