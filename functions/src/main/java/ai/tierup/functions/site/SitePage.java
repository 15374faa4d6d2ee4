package ai.tierup.functions.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.functions.support.gateway.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A page of the site that says one thing: a title and a sentence, which are our own words and need no escaping. */
public final class SitePage {

    private final String template;

    private SitePage(String template) {
        this.template = template;
    }

    /** @param name of a file of the site with {@code {title}} and {@code {text}} in it */
    public static SitePage load(String name) {
        return new SitePage(new String(file(name), UTF_8));
    }

    public Reply filled(int status, String title, String text) {
        var page = template.replace("{title}", title).replace("{text}", text);
        return guarded(Reply.of(status, "text/html; charset=utf-8", page.getBytes(UTF_8)));
    }

    static byte[] file(String name) {
        try (var file = SitePage.class.getResourceAsStream("/site/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The site lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With what a browser has to know so that nothing foreign gets in, and no address gets out. */
    static Reply guarded(Reply reply) {
        return reply.with(
                        "content-security-policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self';"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .with("referrer-policy", "no-referrer")
                .with("x-content-type-options", "nosniff");
    }
}
