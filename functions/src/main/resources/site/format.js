// Times, durations and counts as people read them.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (number) => String(number).padStart(2, "0");

/** A whole number with separators. */
export const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

/** "1 request", "2 requests". */
export const counted = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** "29 Nov, 14:05:09" in the reader's time zone, with the year if it is another one. */
export function dateTime(text, now = new Date()) {
  const date = new Date(text);
  return `${dayMonth(date, now)}, ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** "29 Nov" in the reader's time zone, with the year if it is another one. */
export const date = (text, now = new Date()) => dayMonth(new Date(text), now);

function dayMonth(date, now) {
  const year = date.getFullYear() === now.getFullYear() ? "" : ` ${date.getFullYear()}`;
  return `${date.getDate()} ${MONTHS[date.getMonth()]}${year}`;
}

/** "29 Nov" of a UTC day such as "2026-11-29". */
export function utcDay(text) {
  const [, month, day] = text.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]}`;
}

/** "in 7 hours", "2 minutes ago", "just now". */
export function fromNow(text, now = Date.now()) {
  const distance = new Date(text).getTime() - now;
  const size = Math.abs(distance);
  if (size < MINUTE) return distance > 0 ? "in less than a minute" : "just now";
  const [unit, name] = size < HOUR ? [MINUTE, "minute"] : size < DAY ? [HOUR, "hour"] : [DAY, "day"];
  const rounded = Math.floor(size / unit);
  return distance > 0 ? `in ${counted(rounded, name)}` : `${counted(rounded, name)} ago`;
}

/** "840 ms", "1.2 s", "2 min 5 s". */
export function duration(millis) {
  if (millis === null || millis === undefined) return "–";
  if (millis < 1_000) return `${Math.round(millis)} ms`;
  if (millis < MINUTE) return `${(millis / 1_000).toFixed(1)} s`;
  return `${Math.floor(millis / MINUTE)} min ${Math.floor(millis % MINUTE / 1_000)} s`;
}

/** The UTC day of a moment, as the API names days. */
export const dayOf = (time) => new Date(time).toISOString().slice(0, 10);

/** The day that is a number of days after another. */
export const plusDays = (day, days) => dayOf(Date.parse(day) + days * DAY);

/** The days between two days, both included; null if there is a text that is no day, or if they are the wrong way round. */
export function daysBetween(from, to) {
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1;
  return Number.isInteger(days) && days > 0 ? days : null;
}
