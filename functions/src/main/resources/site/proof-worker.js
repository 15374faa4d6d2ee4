// Solves a proof of work of ALTCHA: finds the number whose hash, with the salt before it, is the challenge.

const BATCH = 500;

self.addEventListener("message", async ({ data: { challenge, salt, maxnumber } }) => {
  const encoder = new TextEncoder();
  for (let start = 0; start <= maxnumber; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, maxnumber - start + 1) }, (_, index) => start + index);
    const hashes = await Promise.all(numbers.map((number) => crypto.subtle.digest("SHA-256", encoder.encode(salt + number))));
    const found = hashes.findIndex((hash) => hex(hash) === challenge);
    if (found >= 0) {
      self.postMessage(numbers[found]);
      return;
    }
  }
  self.postMessage(null);
});

function hex(hash) {
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
