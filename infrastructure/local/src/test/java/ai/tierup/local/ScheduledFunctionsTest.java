package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.assess.Shortlist;
import ai.tierup.domain.assess.Shortlists;
import ai.tierup.domain.books.PlatformBooks;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.assess.AssessHandler;
import ai.tierup.functions.audit.AuditHandler;
import ai.tierup.functions.credit.CreditsHandler;
import ai.tierup.functions.guardrail.GuardrailResetHandler;
import ai.tierup.functions.guardrail.PoolGaugeHandler;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.functions.sweeper.SweepHandler;
import ai.tierup.local.RunningService.Api;
import ai.tierup.local.lambda.InvocationContext;
import io.micronaut.context.ApplicationContext;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The scheduled functions, on a store with work for them. */
@Tag("service")
@ExtendWith(RunningService.class)
class ScheduledFunctionsTest {

    private static final AccountId ACCOUNT = new AccountId("load-15");

    private static void invoke(ScheduledHandler handler) {
        handler.handleRequest(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new InvocationContext("test", Instant.now().plusSeconds(50), Clock.systemUTC(), () -> false));
    }

    private static ApplicationContext context(Api api) {
        return api.service.bean(ApplicationContext.class);
    }

    @Test
    void theSweeperReleasesAnAbandonedHoldWithoutCharge(Api api) throws Exception {
        var key = AbandonedHold.place(api.service, ACCOUNT);
        var before = api.service.bean(WalletLedger.class).find(ACCOUNT).orElseThrow();

        invoke(new SweepHandler(context(api)));

        var after = api.service.bean(WalletLedger.class).find(ACCOUNT).orElseThrow();
        var record =
                api.service.bean(UsageLog.class).find(ACCOUNT, key.request()).orElseThrow();
        assertThat(after.holds()).isEmpty();
        assertThat(after.cash()).isEqualTo(before.cash().plus(AbandonedHold.AMOUNT));
        assertThat(record.outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(record.cost()).isEqualTo(Money.ZERO);
        assertThat(api.journal.sweeps()).anySatisfy(sweep -> {
            assertThat(sweep.ended()).isEqualTo(1);
            assertThat(sweep.lost()).isEqualTo(AbandonedHold.AMOUNT);
        });
    }

    @Test
    void theGaugeReportsWhatIsLeftOfEachPool(Api api) throws Exception {
        api.chat(
                ACCOUNT.value(),
                "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}");

        invoke(new PoolGaugeHandler(context(api)));

        assertThat(api.journal.lastLevels()).anySatisfy(level -> {
            assertThat(level.day().pool()).isEqualTo(Pool.PLATFORM);
            assertThat(level.left()).isLessThan(level.day().budget());
            assertThat(level.leftPercent()).isPresent();
        });
    }

    @Test
    void theAuditReportsAMismatchWithAnAlarmAndDoesNotFail(Api api) throws Exception {
        api.chat(
                ACCOUNT.value(),
                "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}");
        var row = LedgerRow.firstChargedToday(api.service, ACCOUNT);
        row.set("cost", 1);

        invoke(new AuditHandler(context(api)));
        row.restore();

        assertThat(api.journal.alarms()).contains(Alarm.AUDIT_MISMATCH + " " + ACCOUNT.value());
        assertThat(api.journal.audits()).anySatisfy(report -> {
            assertThat(report.first()).contains(ACCOUNT.value());
            assertThat(report.failures()).isEqualTo(1);
            assertThat(report.accounts()).isGreaterThanOrEqualTo(17);
        });
    }

    @Test
    void theDailyResetRollsTomorrowsPoolsAndClosesYesterday(Api api) {
        var today = LocalDate.now(ZoneOffset.UTC);

        invoke(new GuardrailResetHandler(context(api)));

        var pools = api.service.bean(PoolLedger.class);
        for (var pool : Pool.values()) {
            assertThat(pools.find(pool, today.plusDays(1)).orElseThrow().budget())
                    .isEqualTo(Money.ofUsd("1000"));
        }
        assertThat(api.service.bean(PlatformBooks.class).latest()).contains(today.minusDays(1));
    }

    @Test
    void theCatalogueIsReadAndModelsWorthAnEvaluationAreStored(Api api) {
        invoke(new AssessHandler(context(api)));

        assertThat(api.service.bean(Shortlists.class).all())
                .extracting(Shortlist::tier)
                .containsExactly(TierId.values());
        assertThat(api.service.bean(Shortlists.class).all()).anySatisfy(list -> {
            assertThat(list.models()).isNotEmpty();
            assertThat(list.models().getFirst().typicalCost()).isLessThan(list.incumbentCost());
            assertThat(list.models()).allMatch(model -> Objects.requireNonNull(model.hosts()) >= 2);
            assertThat(api.journal.alarms())
                    .contains(Alarm.MODELS_TO_EVALUATE + " " + list.tier().publicName() + " "
                            + list.models().getFirst().slug());
        });
    }

    @Test
    void signUpCreditsAreReleasedEndedAndGranted(Api api) {
        var overdue = OverdueCredits.open(api.service);

        invoke(new CreditsHandler(context(api)));

        var ledger = api.service.bean(WalletLedger.class);
        assertThat(ledger.find(overdue.due()).orElseThrow().grant()).isEqualTo(Money.ofUsd("3"));
        assertThat(ledger.find(overdue.over()).orElseThrow().grant()).isEqualTo(Money.ZERO);
        assertThat(ledger.find(overdue.waiting()).orElseThrow().grant()).isEqualTo(Money.ofUsd("1"));
    }

    @Test
    void aStartingServiceSweepsAndAuditsSoon() throws Exception {
        try (var api = new Api(Map.of())) {
            api.service.startJobs();

            assertThat(api.journal.awaitSweep().complete()).isTrue();
            assertThat(api.journal.awaitAudit().complete()).isTrue();
        }
    }
}
