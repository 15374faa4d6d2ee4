package ai.tierup.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.operator.AccountOpenings;
import ai.tierup.domain.operator.OperatorAct;
import ai.tierup.domain.operator.OperatorLog;
import ai.tierup.domain.wallet.WalletScan;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Dependency rules of the operator's commands. Rules, records and effects are in {@code domain.operator}; commands only call it. */
class OperatorArchitectureTest {

    private static void check(ArchRule rule) {
        rule.check(ArchitectureTest.SERVICE);
    }

    /** Stores and what they store are exempt, because functions create all stores. */
    @Test
    void functionsDoNotDependOnOperatorUseCases() {
        check(classes()
                .that()
                .resideInAPackage("ai.tierup.domain.operator..")
                .and()
                .doNotBelongToAnyOf(
                        AccountOpenings.class, AccountOpenings.Opening.class, OperatorLog.class, OperatorAct.class)
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("ai.tierup.domain.operator..", "ai.tierup.operator..", "ai.tierup.local.."));
    }

    @Test
    void commandsDependNeitherOnTheLocalRunNorOnSimulatorsNorOnTables() {
        check(noClasses()
                .that()
                .resideInAPackage("ai.tierup.operator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ai.tierup.local..",
                        "ai.tierup.simulators..",
                        "ai.tierup.dynamodblocal..",
                        "ai.tierup.dynamodb.."));
    }

    /** {@link WalletScan} is exempt, because it can only read. */
    @Test
    void commandsUseNoStoreDirectly() {
        var stores = stores();
        assertThat(stores).contains("ai.tierup.domain.wallet.WalletLedger", "ai.tierup.domain.operator.OperatorLog");

        check(noClasses()
                .that()
                .resideInAPackage("ai.tierup.operator..")
                .should()
                .accessTargetWhere(DescribedPredicate.<JavaAccess<?>>describe(
                        "belongs to a store",
                        access -> stores.contains(access.getTargetOwner().getName())
                                && !access.getTargetOwner().isEquivalentTo(WalletScan.class))));
    }

    /** The domain's ports that the stores implement. */
    private static Set<String> stores() {
        return ArchitectureTest.SERVICE.that(resideInAPackage("ai.tierup.dynamodb..")).stream()
                .flatMap(store -> store.getAllRawInterfaces().stream())
                .filter(port -> port.getPackageName().startsWith("ai.tierup.domain."))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }
}
