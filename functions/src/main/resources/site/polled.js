// Values that are read again and again while somebody looks at the page.

const SLOWEST_MS = 60_000;

const watchers = new Set();
let isReachable = true;

/** @param listener is told whether the service could be reached, whenever that changes */
export function watchConnection(listener) {
  watchers.add(listener);
}

function reached(now, failure = null) {
  if (now === isReachable && now) return;
  isReachable = now;
  for (const watcher of watchers) watcher(now, failure);
}

export class Polled {
  #read;
  #everyMs;
  #listeners = new Set();
  #timer = null;
  #failures = 0;
  #isReading = false;
  value = null;

  /**
   * @param read returns a promise of the value
   * @param everyMs returns after how long the value is read again
   */
  constructor(read, everyMs) {
    this.#read = read;
    this.#everyMs = everyMs;
    document.addEventListener("visibilitychange", () => this.#rest());
    window.addEventListener("online", () => this.refresh());
  }

  /** Tells the listener of the value now and of each later one. Returns what ends that. */
  subscribe(listener) {
    this.#listeners.add(listener);
    if (this.value !== null) listener(this.value);
    if (this.#listeners.size === 1) this.refresh();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) clearTimeout(this.#timer);
    };
  }

  /** The value, once it is there for the first time. */
  async known() {
    if (this.value === null) this.take(await this.#read());
    return this.value;
  }

  /** Takes a value that is known from elsewhere, such as the answer to a change. Nobody is told of a value that is the same. */
  take(value) {
    const isSame = JSON.stringify(value) === JSON.stringify(this.value);
    this.value = value;
    if (isSame) return;
    for (const listener of [...this.#listeners]) listener(value);
  }

  async refresh() {
    clearTimeout(this.#timer);
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      const value = await this.#read();
      this.#failures = 0;
      reached(true);
      this.take(value);
    } catch (failure) {
      this.#failures++;
      reached(false, failure);
    } finally {
      this.#isReading = false;
      this.#next();
    }
  }

  /** Nothing is read while the page is hidden. */
  #rest() {
    clearTimeout(this.#timer);
    if (!document.hidden && this.#listeners.size > 0) this.refresh();
  }

  #next() {
    if (document.hidden || this.#listeners.size === 0) return;
    const wait = Math.min(SLOWEST_MS, this.#everyMs(this.value) * 2 ** this.#failures);
    this.#timer = setTimeout(() => this.refresh(), wait);
  }
}
