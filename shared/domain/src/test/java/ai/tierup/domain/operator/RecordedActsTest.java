package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.audit.AuditAction;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedActsTest {

    private static final String MAX_TEXT = "x".repeat(200);

    private final OperatorFixture service = new OperatorFixture();
    private final AtomicInteger done = new AtomicInteger();

    private int run(Operator who, String why) {
        return service.acts.run(who, why, "open", "acme", done::incrementAndGet);
    }

    @Test
    void anActIsRecordedBeforeItIsDone() {
        var seen = service.acts.run(ADA, "a pilot", "open", "acme", () -> List.copyOf(service.log.acts()));

        assertThat(seen).containsExactly(OperatorFixture.act("open", "acme", "a pilot"));
    }

    @Test
    void anActThatCannotBeRecordedIsNotDone() {
        service.log.fail();

        assertThatIllegalStateException().isThrownBy(() -> run(ADA, "a pilot"));
        assertThat(done).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"'', why", "' ', why", "ada, ''", "ada, ' '"})
    void anActWithoutAnOperatorOrAReasonIsNeitherRecordedNorDone(String who, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> run(new Operator(who), why));

        assertThat(service.log.acts()).isEmpty();
        assertThat(done).hasValue(0);
    }

    @Test
    void operatorAndReasonHaveAtMostTwoHundredCharacters() {
        assertThat(run(new Operator(MAX_TEXT), MAX_TEXT)).isEqualTo(1);

        assertThatIllegalArgumentException().isThrownBy(() -> run(new Operator(MAX_TEXT + "x"), "why"));
        assertThatIllegalArgumentException().isThrownBy(() -> run(ADA, MAX_TEXT + "x"));
        assertThat(done).hasValue(1);
    }

    @Test
    void theCustomerReadsWhatWasDoneAndNotByWhomOrWhy() {
        var account = OperatorFixture.ACME;
        var act = service.acts.audited(account, AuditAction.ACCOUNT_FROZEN, "operator", () -> service.audited(account));

        var seen = service.acts.run(ADA, "ticket 1", "freeze", "acme", act);

        assertThat(seen).containsExactly("operator account.frozen operator");
    }

    @Test
    void anActThatCannotBeRecordedHasNoEventEither() {
        service.log.fail();
        var act = service.acts.audited(
                OperatorFixture.ACME, AuditAction.ACCOUNT_FROZEN, "operator", done::incrementAndGet);

        assertThatIllegalStateException().isThrownBy(() -> service.acts.run(ADA, "why", "freeze", "acme", act));
        assertThat(service.audited(OperatorFixture.ACME)).isEmpty();
    }
}
