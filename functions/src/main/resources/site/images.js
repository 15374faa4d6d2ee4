// Images that are dropped, pasted or chosen. They are drawn anew, smaller, which also leaves out where they were taken.

const MAX_SIDE = 1_568; // more is scaled down by most vendors
const QUALITY = 0.85;

/** Reads a file. Returns a canvas to show and a data URL to send; throws an Error with a message for people. */
export async function readImage(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Error(`${file.name || "The file"} is not an image that this browser can read.`);
  }
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const drawing = canvas.getContext("2d");
  // JPEG knows no transparency and would show it as black.
  drawing.fillStyle = "#fff";
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return { name: file.name || "image", canvas, url: canvas.toDataURL("image/jpeg", QUALITY) };
}
