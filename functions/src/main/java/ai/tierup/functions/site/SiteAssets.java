package ai.tierup.functions.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.functions.support.gateway.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The styles, scripts, fonts and data of the site, and the libraries that its scripts use. Each is served under a name with a hash of its content, which browsers keep for a year: a
 * change gets another name. Pages and files name the others by their plain names, which are replaced here.
 */
final class SiteAssets {

    /** A file comes after those that it names. */
    private static final List<String> NAMES = List.of(
            "icon.svg",
            "inter.woff2",
            "source-serif.woff2",
            "prices.json",
            "style.css",
            "cost.js",
            "usage.js",
            "past.js",
            "calculator.js",
            "dashboard.css",
            "dom.js",
            "code.js",
            "site.js",
            "sse.js",
            "api.js",
            "money.js",
            "format.js",
            "forms.js",
            "proof-worker.js",
            "proof.js",
            "polled.js",
            "session.js",
            "signin.js",
            "credit.js",
            "bill.js",
            "spend.js",
            "balance.js",
            "samples.js",
            "pages.js",
            "first-answer.js",
            "requests.js",
            "filter.js",
            "requests-view.js",
            "chart.js",
            "usage-view.js",
            "keys.js",
            "teams.js",
            "keys-view.js",
            "overview.js",
            "billing.js",
            "top-up-done.js",
            "alerts.js",
            "audit.js",
            "settings.js",
            "dashboard.js",
            "status.css",
            "status.js",
            "docs.css",
            "search.js",
            "docs.js",
            "try.css",
            "markdown.js",
            "images.js",
            "snippets.js",
            "visit.js",
            "try.js");

    /** Files of libraries that the build takes from npm as WebJars, by the names that they have here. */
    private static final Map<String, WebJar> LIBRARIES = Map.of(
            "marked.js", new WebJar("marked", "lib/marked.esm.js"),
            "purify.js", new WebJar("dompurify", "dist/purify.min.js"),
            "uplot.js", new WebJar("uplot", "dist/uPlot.iife.min.js"),
            "uplot.css", new WebJar("uplot", "dist/uPlot.min.css"));

    private static final int HASH_BYTES = 6;
    private static final String FOREVER = "public, max-age=31536000, immutable";

    static final SiteAssets ALL = new SiteAssets();

    /** By plain name. */
    private final Map<String, String> hashedNames = new LinkedHashMap<>();

    private final Map<String, SiteFile> byHashedName = new LinkedHashMap<>();

    private SiteAssets() {
        LIBRARIES.forEach((name, library) -> add(name, library.read()));
        NAMES.forEach(name -> add(name, read(name)));
    }

    /** The file with a name that has its hash; empty if there is none. */
    Optional<SiteFile> file(String hashedName) {
        return Optional.ofNullable(byHashedName.get(hashedName));
    }

    /** The current version of a file. */
    SiteFile current(String name) {
        return file(hashedNames.getOrDefault(name, "")).orElseThrow();
    }

    /** Returns a page with the names of its files replaced by those that have a hash. */
    String linked(String page) {
        var linked = page;
        for (var name : hashedNames.entrySet()) {
            linked = linked.replace("site/" + name.getKey(), "site/" + name.getValue());
        }
        return linked;
    }

    private void add(String name, byte[] file) {
        var content = file;
        if (isText(name)) {
            var text = new String(file, UTF_8);
            for (var other : hashedNames.entrySet()) {
                text = text.replace("\"./" + other.getKey() + "\"", "\"./" + other.getValue() + "\"");
            }
            content = text.getBytes(UTF_8);
        }
        var hashed = name.replaceFirst("\\.", "." + hash(content) + ".");
        hashedNames.put(name, hashed);
        byHashedName.put(
                hashed,
                SiteFile.of(SitePage.withSecurityHeaders(
                        Reply.of(200, contentType(name), content).with("cache-control", FOREVER))));
    }

    private static boolean isText(String name) {
        return name.endsWith(".css") || name.endsWith(".js");
    }

    private static String contentType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> throw new IllegalStateException("The type of " + name + " is unknown");
        };
    }

    private static String hash(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a file that the site has in its own folder. */
    static byte[] read(String name) {
        return resource("/site/" + name);
    }

    private static byte[] resource(String path) {
        try (var file = SiteAssets.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("The site has no file " + path);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A file of a library.
     *
     * @param library name of the npm package
     * @param path path in the package
     */
    private record WebJar(String library, String path) {

        byte[] read() {
            return resource("/META-INF/resources/webjars/" + library + "/" + version() + "/" + path);
        }

        private String version() {
            var properties = new Properties();
            var pom = resource("/META-INF/maven/org.webjars.npm/" + library + "/pom.properties");
            try {
                properties.load(new ByteArrayInputStream(pom));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return properties.getProperty("version");
        }
    }
}
