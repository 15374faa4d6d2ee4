package ai.tierup.local;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Checks that the names of OpenRouter's fields are string constants only in the package of its protocol. */
class OpenRouterFieldsTest {

    private static final String OPENROUTER_PACKAGE = "ai.tierup.upstream.openrouter";

    /** Packages that write to providers, read their answers, or simulate one. */
    private static final List<String> WIRE =
            List.of("ai.tierup.upstream", "ai.tierup.openai.upstream", "ai.tierup.functions.support.snapstart");

    private static final List<String> NOT_SHIPPED =
            List.of("ai.tierup.local", "ai.tierup.simulators", "ai.tierup.dynamodblocal");

    private static final Set<String> OWN_FIELDS = Set.of(
            "data_collection",
            "require_parameters",
            "max_price",
            "allow_fallbacks",
            "context-compression",
            "native_finish_reason",
            "cost_details",
            "is_byok",
            "error_type",
            "flagged_input",
            "provider_name",
            "previous_errors",
            "openrouter_metadata");

    /** Names that other providers and our own API use too. */
    private static final Set<String> COMMON_FIELDS =
            Set.of("cost", "metadata", "plugins", "provider", "raw", "reasoning_details", "reasons", "session_id");

    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .withImportOption(
                    location -> NOT_SHIPPED.stream().noneMatch(out -> location.contains(out.replace('.', '/'))))
            .importPackages("ai.tierup");

    @Test
    void fieldNamesOfOpenRouterAreOnlyInItsPackage() {
        assertThat(uses(OWN_FIELDS, "ai.tierup")).isEmpty();
    }

    @Test
    void commonFieldNamesAreOnlyInItsPackageAmongProviderCode() {
        assertThat(WIRE.stream().flatMap(layer -> uses(COMMON_FIELDS, layer).stream()))
                .isEmpty();
    }

    @Test
    void thePackageOfOpenRouterHasTheFieldNames() {
        var words = SHIPPED.stream()
                .filter(type -> isIn(type, OPENROUTER_PACKAGE))
                .flatMap(OpenRouterFieldsTest::texts)
                .toList();

        assertThat(words).contains("flagged_input", "max_price", "cost");
    }

    private static List<String> uses(Set<String> words, String layer) {
        var pattern = patternOf(words);
        return SHIPPED.stream()
                .filter(type -> isIn(type, layer) && !isIn(type, OPENROUTER_PACKAGE))
                .flatMap(type -> texts(type)
                        .filter(text -> pattern.matcher(text).find())
                        .map(text -> type.getName() + ": " + text))
                .toList();
    }

    /** Matches a word that is a whole text, a step of a path, or a name in JSON. */
    private static Pattern patternOf(Set<String> words) {
        return Pattern.compile(
                words.stream().map(Pattern::quote).collect(joining("|", "(?:^|[\"/.])(?:", ")(?:$|[\"/.])")));
    }

    private static boolean isIn(JavaClass type, String layer) {
        return (type.getPackageName() + ".").startsWith(layer + ".");
    }

    private static Stream<String> texts(JavaClass type) {
        try (var file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            var constants = ClassFile.of().parse(file.readAllBytes()).constantPool();
            return StreamSupport.stream(constants.spliterator(), false)
                    .filter(StringEntry.class::isInstance)
                    .map(entry -> ((StringEntry) entry).stringValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
