// The search of the documentation: which parts of it have all of the words, the best first. It knows nothing of the page.

const MAX_RESULTS = 12;
const EXCERPT_CHARACTERS = 120;
const WEIGHT_OF_PAGE = 6;
const WEIGHT_OF_HEADING = 10;

const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");
const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}_/.-]*[\p{L}\p{N}]/gu) ?? [];

/**
 * @param parts an array for each part: address, title of the page, heading, text
 * @param query what somebody typed; each word may be the beginning of one
 */
export function search(parts, query) {
  const words = [...new Set(wordsOf(query))];
  if (words.length === 0) return [];
  return parts
    .map(([address, page, heading, text]) => ({ address, page, heading, text, score: score(words, page, heading, text) }))
    .filter((part) => part.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_RESULTS)
    .map(({ address, page, heading, text }) => ({ address, page, heading, excerpt: excerpt(text, words) }));
}

/** 0 unless every word is somewhere in the part. */
function score(words, page, heading, text) {
  const fields = [[wordsOf(heading), WEIGHT_OF_HEADING], [wordsOf(page), WEIGHT_OF_PAGE], [wordsOf(text), 1]];
  let sum = 0;
  for (const word of words) {
    const points = fields.reduce((all, [tokens, weight]) => all + weight * match(tokens, word), 0);
    if (points === 0) return 0;
    sum += points;
  }
  return sum;
}

/** A whole word counts more than its beginning, and a beginning more than a piece within; a short text about it more than a long one. */
function match(tokens, word) {
  let best = 0;
  let count = 0;
  for (const token of tokens) {
    const here = token === word ? 3 : token.startsWith(word) ? 2 : word.length > 3 && token.includes(word) ? 1 : 0;
    best = Math.max(best, here);
    if (here > 0) count++;
  }
  return best === 0 ? 0 : best + Math.min(1, (20 * count) / tokens.length);
}

/** The place of the text that has the first of the words, in pieces. */
function excerpt(text, words) {
  const lower = plain(text);
  const at = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0).sort((a, b) => a - b)[0] ?? 0;
  const begin = at < EXCERPT_CHARACTERS / 3 ? 0 : text.lastIndexOf(" ", at - EXCERPT_CHARACTERS / 3) + 1;
  const piece = `${begin > 0 ? "… " : ""}${text.slice(begin, begin + EXCERPT_CHARACTERS)}${begin + EXCERPT_CHARACTERS < text.length ? " …" : ""}`;
  const hits = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|")})`, "gi");
  return piece.split(hits).filter((each) => each !== "").map((each) => ({ text: each, hit: words.includes(plain(each)) }));
}
