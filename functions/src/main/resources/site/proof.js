// Proofs of work, which make mass sign-ups more expensive. They are solved in the background, so that the page stays quick.

const WORKER = new URL("./proof-worker.js", import.meta.url);

/** Solves a challenge of the service. Returns what is sent back as `proof`. */
export async function solve({ algorithm, challenge, salt, maxnumber, signature }) {
  const worker = new Worker(WORKER);
  try {
    const number = await new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => (data === null ? reject(new Error("The challenge has no solution")) : resolve(data)));
      worker.addEventListener("error", () => reject(new Error("The browser check could not run")));
      worker.postMessage({ challenge, salt, maxnumber });
    });
    return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  } finally {
    worker.terminate();
  }
}
