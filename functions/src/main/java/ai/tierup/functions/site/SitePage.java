package ai.tierup.functions.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.functions.support.gateway.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A page template with a title and a text. Both come from our own code only, so they are not escaped. */
public final class SitePage {

    private final String template;

    private SitePage(String template) {
        this.template = template;
    }

    /** @param name name of a file of the site that contains {@code {title}} and {@code {text}} */
    public static SitePage load(String name) {
        return new SitePage(new String(file(name), UTF_8));
    }

    public Reply render(int status, String title, String text) {
        var page = template.replace("{title}", title).replace("{text}", text);
        return withSecurityHeaders(Reply.of(status, "text/html; charset=utf-8", page.getBytes(UTF_8)));
    }

    static byte[] file(String name) {
        try (var file = SitePage.class.getResourceAsStream("/site/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The site has no file " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds headers that keep the browser from loading foreign content and from sending the address of the page to other sites. */
    static Reply withSecurityHeaders(Reply reply) {
        return reply.with(
                        "content-security-policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self';"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .with("referrer-policy", "no-referrer")
                .with("x-content-type-options", "nosniff");
    }
}
