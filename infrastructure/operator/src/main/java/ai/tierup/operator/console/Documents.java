package ai.tierup.operator.console;

import org.jspecify.annotations.Nullable;

/** Writes whole HTML documents: the navigation, what was done last, and a page. */
final class Documents {

    private Documents() {}

    /** @param done what became of the last act; null if the operator has seen it */
    static String write(Console console, String path, Html page, @Nullable String done) {
        var html = new StringBuilder("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>TierUp console</title>
            <link rel="icon" href="/icon.svg">
            <link rel="preload" href="/inter.woff2" as="font" type="font/woff2" crossorigin>
            <link rel="preload" href="/source-serif.woff2" as="font" type="font/woff2" crossorigin>
            <link rel="stylesheet" href="/style.css">
            <link rel="stylesheet" href="/console.css">
            <link rel="expect" href="#page" blocking="render">
            </head>
            <body>
            <header>
            <p class="name">TierUp console</p>
            """);
        html.append("<p class=\"place\">").append(Html.escaped(console.place())).append("</p>\n<nav>\n");
        for (var link : console.pages()) {
            html.append("<a href=\"").append(Html.escaped(link.path())).append('"');
            html.append(link.path().equals(path) ? " aria-current=\"page\">" : ">");
            html.append(Html.escaped(link.text())).append("</a>\n");
        }
        html.append("</nav>\n</header>\n<main id=\"page\">\n");
        if (done != null) {
            html.append("<pre class=\"done\" role=\"status\">")
                    .append(Html.escaped(done))
                    .append("</pre>\n");
        }
        return html.append(page).append("</main>\n</body>\n</html>\n").toString();
    }
}
