/** The worker of the search: takes calls from `client.js` and answers them. */

import { Service } from "./service.js";

const service = new Service();

addEventListener("message", async ({ data: { number, method, args } }) => {
  try {
    postMessage({ number, value: await service.call(method, args) });
  } catch (thrown) {
    const { code, file, detail, message } = /** @type {any} */ (thrown);
    postMessage({ number, error: { code, file, detail, message } });
  }
});

postMessage({ ready: true });
