package ai.tierup.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Dependency rules of the architecture. Maven's class paths enforce most of them between modules; these also apply within modules. */
class ArchitectureTest {

    static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("ai.tierup");

    private static final String[] SHIPPED = {
        "ai.tierup.domain..",
        "ai.tierup.api..",
        "ai.tierup.openai..",
        "ai.tierup.anthropic..",
        "ai.tierup.dynamodb..",
        "ai.tierup.upstream..",
        "ai.tierup.stripe..",
        "ai.tierup.functions.."
    };

    private static void check(ArchRule rule) {
        rule.check(SERVICE);
    }

    @Test
    void theDomainDependsOnlyOnTheJdkAndJSpecify() {
        check(classes()
                .that()
                .resideInAPackage("ai.tierup.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("ai.tierup.domain..", "java..", "javax.crypto..", "org.jspecify.annotations.."));
    }

    @Test
    void theApiModuleDependsOnlyOnTheDomain() {
        check(dependsOnlyOn("ai.tierup.api..", "ai.tierup.domain.."));
    }

    @Test
    void theWireFormatsDependOnlyOnDomainAndApi() {
        check(dependsOnlyOn("ai.tierup.openai..", "ai.tierup.domain..", "ai.tierup.api.."));
        check(dependsOnlyOn("ai.tierup.anthropic..", "ai.tierup.domain..", "ai.tierup.api.."));
    }

    @Test
    void functionsDependOnInferenceApisOnlyThroughTheirInterface() {
        check(noClasses()
                .that()
                .resideInAPackage("ai.tierup.functions..")
                .and()
                .resideOutsideOfPackage("ai.tierup.functions.support.wiring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ai.tierup.openai.chat..", "ai.tierup.openai.responses..", "ai.tierup.anthropic.."));
    }

    @Test
    void theStoresDependOnlyOnTheDomain() {
        check(dependsOnlyOn("ai.tierup.dynamodb..", "ai.tierup.domain.."));
    }

    @Test
    void theUpstreamAdapterDependsOnlyOnDomainApiAndWireFormat() {
        check(dependsOnlyOn("ai.tierup.upstream..", "ai.tierup.domain..", "ai.tierup.api..", "ai.tierup.openai.."));
    }

    @Test
    void thePaymentAdapterDependsOnlyOnTheDomain() {
        check(dependsOnlyOn("ai.tierup.stripe..", "ai.tierup.domain.."));
    }

    @Test
    void theSimulatorsDependOnNoOtherModule() {
        check(dependsOnlyOn("ai.tierup.simulators.upstream.."));
        check(dependsOnlyOn("ai.tierup.simulators.stripe.."));
    }

    private static ArchRule dependsOnlyOn(String layer, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(layer)
                .should()
                .dependOnClassesThat(resideInAPackage("ai.tierup..")
                        .and(not(resideInAPackage(layer)))
                        .and(not(resideInAnyPackage(others))));
    }

    @Test
    void noShippedCodeDependsOnTheInfrastructure() {
        check(noClasses()
                .that()
                .resideInAnyPackage(SHIPPED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ai.tierup.local..",
                        "ai.tierup.operator..",
                        "ai.tierup.simulators..",
                        "ai.tierup.dynamodblocal.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("ai.tierup.(**)").should().beFreeOfCycles());
    }

    @Test
    void inTheDomainMoneyDependsOnNothingAndTheWalletNotOnConversations() {
        check(noClasses()
                .that()
                .resideInAPackage("ai.tierup.domain.money..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("ai.tierup..").and(not(resideInAPackage("ai.tierup.domain.money..")))));
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "ai.tierup.domain.wallet..", "ai.tierup.domain.tier..", "ai.tierup.domain.account..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ai.tierup.domain.usage..",
                        "ai.tierup.domain.conversation..",
                        "ai.tierup.domain.upstream..",
                        "ai.tierup.domain.answer..",
                        "ai.tierup.domain.idempotency..",
                        "ai.tierup.domain.completion.."));
    }

    @Test
    void codeBelowTheFunctionsDependsOnNoFramework() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "ai.tierup.domain..",
                        "ai.tierup.api..",
                        "ai.tierup.openai..",
                        "ai.tierup.dynamodb..",
                        "ai.tierup.upstream..",
                        "ai.tierup.stripe..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micronaut..", "jakarta.inject..", "com.amazonaws.."));
    }

    @Test
    void onlyTheWiringReadsClocksRandomnessAndTheEnvironment() {
        check(noClasses()
                .that()
                .resideInAnyPackage(SHIPPED)
                .and()
                .resideOutsideOfPackage("ai.tierup.functions.support.wiring..")
                .should()
                .callMethodWhere(readsClockRandomnessOrEnvironment()));
    }

    private static DescribedPredicate<JavaCall<?>> readsClockRandomnessOrEnvironment() {
        var forbidden = Set.of(
                Instant.class.getName() + ".now",
                LocalDate.class.getName() + ".now",
                Clock.class.getName() + ".systemUTC",
                UUID.class.getName() + ".randomUUID",
                System.class.getName() + ".currentTimeMillis",
                System.class.getName() + ".getenv",
                Math.class.getName() + ".random");
        return DescribedPredicate.describe(
                "reads a clock, a random source or the environment",
                call -> forbidden.contains(call.getTargetOwner().getName() + "." + call.getName()));
    }

    @Test
    void noTypeHasAVagueName() {
        check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)$"));
    }

    @Test
    void onlyTheUpstreamAdapterNamesOpenRouter() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "ai.tierup.domain..",
                        "ai.tierup.api..",
                        "ai.tierup.openai..",
                        "ai.tierup.functions..",
                        "ai.tierup.dynamodb..")
                .should()
                .haveSimpleNameContaining("OpenRouter"));
    }

    @Test
    void onlyThePaymentAdapterAndItsWebhookNameStripe() {
        check(noClasses()
                .that()
                .resideInAnyPackage(SHIPPED)
                .and()
                .resideOutsideOfPackages("ai.tierup.stripe..", "ai.tierup.functions.webhook..")
                .should()
                .haveSimpleNameContaining("Stripe"));
    }

    @Test
    void handlersCanBeCreatedByLambdaAndByTheLocalRun() {
        var handlers = SERVICE.that(DescribedPredicate.describe(
                "are handlers",
                type -> (type.isAssignableTo(RequestHandler.class) || type.isAssignableTo(RequestStreamHandler.class))
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT)));
        for (var handler : handlers) {
            handler.getConstructor();
            handler.getConstructor(io.micronaut.context.ApplicationContext.class);
        }
        check(classes().that().haveSimpleNameEndingWith("Handler").should().resideInAPackage("ai.tierup.functions.."));
    }
}
