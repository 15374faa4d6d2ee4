// Shows the Markdown of models, who write what they were told to write. Nothing of it becomes markup except what is listed here.
import { Marked } from "./marked.js";

const escaped = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    // HTML is shown as it was written. Pictures would be fetched from anywhere, so only their text is shown.
    html: ({ text }) => escaped(text),
    image: ({ text }) => escaped(text),
    checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
    // The page has its own headings.
    heading({ tokens }) {
      return `<p><strong>${this.parser.parseInline(tokens)}</strong></p>`;
    },
  },
});

const ALLOWED = {
  ALLOWED_TAGS: [
    "p", "br", "hr", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "a",
  ],
  ALLOWED_ATTR: ["href", "start"],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  RETURN_DOM_FRAGMENT: true,
};

/** The text as nodes. The purifier checks what the renderer has made once more. */
export function rendered(text) {
  const nodes = window.DOMPurify.sanitize(marked.parse(text), ALLOWED);
  for (const link of nodes.querySelectorAll("a")) {
    if (!link.hasAttribute("href")) {
      link.replaceWith(...link.childNodes); // it had an address that nothing here opens
      continue;
    }
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
  }
  for (const block of nodes.querySelectorAll("pre, table")) block.tabIndex = 0;
  return nodes;
}
