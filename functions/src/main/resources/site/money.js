// Amounts of money, computed exactly: nano-dollars as BigInt. The API sends and takes them as decimal texts.

const NANOS = 1_000_000_000n;

/** The nano-dollars of a text such as "24.999848500". */
export function nanosOf(text) {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d{1,9}))?$/.exec(text) ?? unreadable(text);
  const nanos = BigInt(whole) * NANOS + BigInt(fraction.padEnd(9, "0"));
  return sign ? -nanos : nanos;
}

function unreadable(text) {
  throw new RangeError(`${text} is not an amount`);
}

/** The amount as the API writes it. */
export function usdText(nanos) {
  const { sign, whole, fraction } = parts(nanos);
  return `${sign}${whole}.${fraction}`;
}

function parts(nanos) {
  const size = nanos < 0n ? -nanos : nanos;
  return { sign: nanos < 0n ? "-" : "", whole: size / NANOS, fraction: String(size % NANOS).padStart(9, "0") };
}

/** An amount with a number of decimals, rounded half away from zero. */
function rounded(nanos, decimals) {
  const unit = 10n ** BigInt(9 - decimals);
  const size = nanos < 0n ? -nanos : nanos;
  return written((size + unit / 2n) / unit * unit, nanos < 0n, decimals);
}

function written(size, isNegative, decimals) {
  const { whole, fraction } = parts(size);
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${isNegative && size > 0n ? "−" : ""}$${grouped}${decimals ? `.${fraction.slice(0, decimals)}` : ""}`;
}

/** What somebody has: in whole cents, rounded down, so that nothing is shown that is not there. */
export function balance(nanos) {
  const cent = NANOS / 100n;
  return nanos < 0n ? rounded(nanos, 2) : written(nanos / cent * cent, false, 2);
}

/** What was spent: in cents from a dollar on, below it with four decimals. What is less than can be shown is not shown as nothing. */
export function spent(nanos) {
  if (nanos >= NANOS || nanos <= -NANOS) return rounded(nanos, 2);
  if (nanos === 0n) return "$0.00";
  return nanos > 0n && nanos < 50_000n ? "<$0.0001" : rounded(nanos, 4);
}

/** Writes amounts of one column as `spent` does, all with the same decimals, so that they can be compared. */
export function spentAlike(amounts) {
  const isSmall = amounts.some((nanos) => nanos !== 0n && nanos < NANOS && nanos > -NANOS);
  return (nanos) => (!isSmall ? rounded(nanos, 2) : nanos > 0n && nanos < 50_000n ? "<$0.0001" : rounded(nanos, 4));
}

/** The cost of one request, which can be a small part of a cent. */
export function cost(nanos) {
  if (nanos === 0n) return "$0";
  return nanos > 0n && nanos < 500n ? "<$0.000001" : rounded(nanos, 6);
}

/** All nine decimals, without zeros at the end beyond cents. */
export function exact(nanos) {
  const { sign, whole, fraction } = parts(nanos);
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign ? "−" : ""}$${grouped}.${fraction.replace(/0{1,7}$/, "")}`;
}

/** An amount in pico-dollars with all its decimals, for the lines of a bill. */
export function picoUsd(picos) {
  const text = String(picos).padStart(13, "0");
  return `$${text.slice(0, -12)}.${text.slice(-12).replace(/0{1,10}$/, "")}`;
}

/** An amount that was typed, such as "$1,000" or "5.5", as the API takes it; null if it is none. */
export function typedUsd(text) {
  const plain = text.trim().replace(/^\$\s*/, "").replace(/,(?=\d{3}(\D|$))/g, "");
  return /^\d{1,7}(\.\d{1,9})?$/.test(plain) ? plain : null;
}

/** How much of a whole a part is, from 0 to 1, as a number to draw with. */
export function shareOf(part, whole) {
  if (whole <= 0n || part <= 0n) return 0;
  return part >= whole ? 1 : Number(part * 10_000n / whole) / 10_000;
}

export const sum = (amounts) => amounts.reduce((total, one) => total + one, 0n);
