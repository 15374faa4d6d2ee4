package ai.tierup.functions.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ErrorCode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** All pages of the documentation: that they are complete, and that no link between them is broken. */
class DocsTest {

    /** Pages that are not ours, which tests of the site know. */
    private static final Set<String> OTHER_PAGES = Set.of("", "dashboard", "calculator", "status", "try");

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private static final int MAX_PAGE_BYTES = 100_000;

    private final Docs docs = Docs.load();
    private final Guides guides = Guides.load();
    private final OpenApi api = OpenApi.read(Guides.file("openapi.yaml"));

    /** All pages by their addresses. Their links are relative to the front page. */
    private Map<String, DocsPage> pages() {
        var pages = new LinkedHashMap<String, DocsPage>();
        pages.put("docs", docs.index(""));
        guides.all()
                .forEach(guide -> pages.put(
                        "docs/" + guide.name(), docs.guide(guide.name(), "").orElseThrow()));
        for (var group : ApiGroup.values()) {
            pages.put(
                    "docs/api/" + group.publicName(),
                    docs.reference(group.publicName(), "").orElseThrow());
        }
        return pages;
    }

    private static List<String> all(Pattern pattern, String html) {
        return pattern.matcher(html).results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        var pages = pages();
        var broken = new ArrayList<String>();
        pages.forEach((address, page) -> {
            for (var link : all(LINK, page.content() + page.outline() + docs.navigation("", address))) {
                if (!leadsSomewhere(pages, link.startsWith("#") ? address + link : link)) {
                    broken.add(address + " → " + link);
                }
            }
        });

        assertThat(broken).isEmpty();
    }

    private boolean leadsSomewhere(Map<String, DocsPage> pages, String link) {
        if (link.startsWith("https://")) {
            return true;
        }
        var parts = link.split("#", 2);
        var target = pages.get(parts[0]);
        if (target == null) {
            return OTHER_PAGES.contains(parts[0].equals(".") ? "" : parts[0])
                    || (parts[0].startsWith("docs/")
                            && docs.text(parts[0].substring(5)).isPresent());
        }
        return parts.length == 1 || all(ID, target.content()).contains(parts[1]);
    }

    @Test
    void everyGuideOfTheListHasATitleOfItsOwnAndIsServedAsMarkdown() {
        assertThat(guides.all()).hasSizeGreaterThan(25).allSatisfy(guide -> {
            assertThat(guide.markdown()).startsWith("# ");
            assertThat(docs.text(guide.name() + ".md"))
                    .hasValueSatisfying(text -> assertThat(text).doesNotContain("](../"));
        });
        assertThat(guides.all()).extracting(Guide::title).doesNotHaveDuplicates();
    }

    @Test
    void everyPathOfTheApiIsOnOnePageOfTheReference() {
        var paths = api.operations().stream()
                .map(OpenApi.Operation::path)
                .filter(path -> path.startsWith("/v1/"))
                .distinct();

        assertThat(paths)
                .allSatisfy(path -> assertThat(ApiGroup.values())
                        .filteredOn(group -> group.has(path))
                        .hasSize(1));
    }

    @Test
    void aPageOfTheReferenceHasFieldsErrorsAndACall() {
        var html = docs.reference("keys", "../../").orElseThrow().content();

        assertThat(html)
                .contains("<code class=\"name\">daily_limit_usd</code>", "<span class=\"required\">required</span>")
                .contains("<dt>403</dt>", "rights_exceeded");
        assertThat(html.replaceAll("<[^>]+>", ""))
                .contains("curl " + Docs.EXAMPLE_ADDRESS + "/v1/keys")
                .contains("curl -X DELETE " + Docs.EXAMPLE_ADDRESS + "/v1/keys/{id}");
    }

    @Test
    void theGuideToErrorsHasEveryCode() {
        var guide = guides.named("errors").orElseThrow().markdown();

        assertThat(ErrorCode.values()).allSatisfy(code -> assertThat(guide).contains("`" + code.publicName() + "`"));
    }

    @Test
    void noPageIsHeavy() {
        assertThat(pages())
                .allSatisfy((address, page) -> assertThat(page.content().getBytes(UTF_8).length)
                        .as(address)
                        .isLessThan(MAX_PAGE_BYTES));
    }

    @Test
    void theSearchLooksThroughEveryPage() throws Exception {
        var index = new ObjectMapper().readTree(docs.searchIndex());
        var found = StreamSupport.stream(index.spliterator(), false)
                .map(part -> part.get(0).asText().split("#", 2)[0])
                .collect(Collectors.toSet());

        assertThat(found)
                .isEqualTo(pages().keySet().stream()
                        .filter(address -> !address.equals("docs"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theTextForLanguageModelsNamesEveryGuide() {
        assertThat(docs.llms())
                .startsWith("# TierUp\n\n> ")
                .contains(guides.all().stream()
                        .map(guide -> "(" + Docs.EXAMPLE_ADDRESS + "/docs/" + guide.name() + ".md): ")
                        .toList());
    }

    @Test
    void theFrontPageHasCodeForEachLanguageAndAgent() {
        assertThat(Stream.of("curl", "Python", "Node", "Java", "Codex", "Claude Code"))
                .allSatisfy(heading -> assertThat(docs.quickStart(heading)).contains("<code>", "tu-YOUR-KEY"));
    }

    @Test
    void whatSomebodyWritesIsNeverHtml() {
        var html = new Markdown(target -> target).html("<script>alert(1)</script> `<b>`\n\n```sh\n<b>\n```\n");

        assertThat(html).doesNotContain("<script", "<b>").contains("&lt;b&gt;");
        assertThat(Arrays.asList("sh", "json", "python", "none"))
                .allSatisfy(language ->
                        assertThat(CodeColours.html("\"<b>\" # <i>", language)).doesNotContain("<b>", "<i>"));
    }
}
