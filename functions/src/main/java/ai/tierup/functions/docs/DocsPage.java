package ai.tierup.functions.docs;

/**
 * A page of the documentation.
 *
 * @param description what it is about, in a few words of plain text
 * @param content HTML
 * @param outline HTML with links to its parts
 * @param source address of the text from which it is rendered, relative to the front page
 */
public record DocsPage(String title, String description, String content, String outline, String source) {}
