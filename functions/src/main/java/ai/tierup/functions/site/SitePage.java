package ai.tierup.functions.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.functions.support.gateway.Reply;

/** A page of the site. A title and a text that it gets come from our own code only, so they are not escaped. */
public final class SitePage {

    private static final String HTML = "text/html; charset=utf-8";

    private final String template;

    private SitePage(String template) {
        this.template = template;
    }

    /**
     * Reads a page, with what all pages have in their head, the site's header and footer, and the current names of its files. The header marks the
     * link that leads to this page, or to those that it belongs to. A browser that can wait paints nothing before it has read the footer, so that nothing
     * moves while the rest arrives.
     *
     * @param name name of a file of the site
     * @param root relative address of the front page, such as {@code ../}; empty for pages beside it
     */
    public static SitePage load(String name, String root) {
        var link = "href=\"{root}" + name.replace(".html", "") + "\"";
        var current = root.isEmpty() ? "page" : "true";
        var header = text("header.html").replace(link, link + " aria-current=\"" + current + "\"");
        var page = text(name)
                .replace("{head}", text("head.html").strip())
                .replace("{header}", header)
                .replace("{footer}", text("footer.html"))
                .replace("{root}", root);
        return new SitePage(SiteAssets.ALL.linked(page));
    }

    /** Returns this page with {@code {name}} replaced by HTML. */
    SitePage with(String name, String html) {
        return new SitePage(template.replace("{" + name + "}", html));
    }

    private static String text(String name) {
        return new String(SiteAssets.read(name), UTF_8);
    }

    /** The page as a file that does not change while this version runs. */
    Reply asFile() {
        return withSecurityHeaders(
                Reply.of(200, HTML, template.getBytes(UTF_8)).with("cache-control", "public, max-age=300"));
    }

    public Reply render(int status, String title, String text) {
        var page = template.replace("{title}", title).replace("{text}", text);
        return withSecurityHeaders(Reply.of(status, HTML, page.getBytes(UTF_8)));
    }

    /** Adds headers that keep the browser from loading foreign content and from sending the address of the page to other sites. */
    static Reply withSecurityHeaders(Reply reply) {
        return reply.with(
                        "content-security-policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self';"
                                + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .with("referrer-policy", "no-referrer")
                .with("x-content-type-options", "nosniff");
    }
}
