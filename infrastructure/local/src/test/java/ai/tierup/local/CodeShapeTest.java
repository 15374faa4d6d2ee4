package ai.tierup.local;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Limits on constructor arguments, record components and collaborators, and a check for types that are public without need. */
class CodeShapeTest {

    private static final int MAX_CONSTRUCTOR_ARGUMENTS = 7;
    private static final int MAX_RECORD_COMPONENTS = 8;
    private static final int MAX_COLLABORATORS = 7;

    private static final JavaClasses MAIN_CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("ai.tierup");

    private static Stream<JavaClass> handWritten() {
        return MAIN_CODE.stream().filter(type -> !isGenerated(type) && !type.isAnonymousClass());
    }

    private static boolean isGenerated(JavaClass type) {
        return type.getName().contains(".$");
    }

    @Test
    void aConstructorHasAtMostSevenArguments() {
        assertThat(handWritten()
                        .filter(type -> !type.isRecord() && !type.isEnum())
                        .flatMap(type -> type.getConstructors().stream())
                        .filter(constructor ->
                                constructor.getRawParameterTypes().size() > MAX_CONSTRUCTOR_ARGUMENTS)
                        .map(constructor -> constructor.getOwner().getName()))
                .isEmpty();
    }

    @Test
    void aRecordHasAtMostEightComponents() {
        assertThat(handWritten()
                        .filter(JavaClass::isRecord)
                        .filter(type -> instanceFields(type).count() > MAX_RECORD_COMPONENTS)
                        .map(JavaClass::getName))
                .isEmpty();
    }

    /** A collaborator is a field of one of our types, other than a record or an enum. */
    @Test
    void aClassHasAtMostSevenCollaborators() {
        assertThat(handWritten()
                        .filter(type -> instanceFields(type)
                                        .filter(CodeShapeTest::isCollaborator)
                                        .count()
                                > MAX_COLLABORATORS)
                        .map(JavaClass::getName))
                .isEmpty();
    }

    private static Stream<JavaClass> instanceFields(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .map(field -> field.getRawType());
    }

    private static boolean isCollaborator(JavaClass type) {
        return type.getPackageName().startsWith("ai.tierup") && !type.isRecord() && !type.isEnum();
    }

    /**
     * A type is public only if another package, a script or the template names it. Injected types are exempt, because generated code
     * names them. For simulators, uses in tests count too.
     */
    @Test
    void aPublicTypeIsUsedOutsideItsPackage() {
        var main = Source.in("/src/main/java/");
        var all = Source.in("/src/");
        var unused = main.stream()
                .filter(Source::isPublicType)
                .filter(source -> (source.isSimulator() ? all : main).stream().noneMatch(other -> other.names(source)))
                .filter(source -> entryPoints().noneMatch(text -> text.contains(source.qualifiedName())))
                .map(Source::qualifiedName)
                .filter(name -> !isInjected(name))
                .collect(toCollection(TreeSet::new));

        assertThat(unused).isEmpty();
    }

    private static boolean isInjected(String name) {
        return MAIN_CODE.get(name).isAnnotatedWith(Singleton.class);
    }

    private static Stream<String> entryPoints() {
        return Stream.of("template.yaml", "functions/src/main/lambda", "scripts", "infrastructure/localstack")
                .map(home()::resolve)
                .flatMap(CodeShapeTest::filesIn)
                .map(CodeShapeTest::textOf);
    }

    private static Path home() {
        return Path.of(System.getProperty("tierup.home"));
    }

    private static Stream<Path> filesIn(Path folder) {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(".pyc"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Source(String packageName, String typeName, String text) {

        private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

        static List<Source> in(String folders) {
            return Stream.of("shared", "functions", "infrastructure")
                    .flatMap(folder -> filesIn(home().resolve(folder)))
                    .filter(file ->
                            file.toString().contains(folders) && file.toString().endsWith(".java"))
                    .map(file -> of(file.getFileName().toString(), textOf(file)))
                    .toList();
        }

        private static Source of(String fileName, String text) {
            var packageLine = PACKAGE.matcher(text);
            if (!packageLine.find()) {
                throw new IllegalStateException(fileName + " has no package declaration");
            }
            return new Source(packageLine.group(1), fileName.replace(".java", ""), text);
        }

        String qualifiedName() {
            return packageName + "." + typeName;
        }

        boolean isSimulator() {
            return packageName.startsWith("ai.tierup.simulators.");
        }

        boolean isPublicType() {
            return Pattern.compile("(?m)^public .*\\b(class|interface|record|enum) " + typeName + "\\b")
                    .matcher(text)
                    .find();
        }

        boolean names(Source other) {
            return !packageName.equals(other.packageName)
                    && Pattern.compile(Pattern.quote(other.qualifiedName()) + "\\b")
                            .matcher(text)
                            .find();
        }
    }
}
