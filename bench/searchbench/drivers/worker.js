/** Ask a worker: send a message, resolve with the first answer of the wanted type. */
export function ask(worker, message, wanted) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.type === wanted) resolve(data.data);
      else if (data.type === 4) reject(new Error("the worker reports an error"));
    };
    worker.onerror = (event) => reject(new Error(event.message || "the worker failed"));
    worker.postMessage(message);
  });
}
