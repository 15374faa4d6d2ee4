package ai.tierup.functions.support.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ErrorCode;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.alert.RaiseAlerts;
import ai.tierup.domain.alert.SendAlerts;
import ai.tierup.domain.assess.FindModels;
import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.credit.AdvanceCredits;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.guardrail.PoolLevel;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.PaymentDifference;
import ai.tierup.domain.payment.Reconciliation;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Channel;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.Sweep;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonLinesJournalTest {

    private static final RequestId REQUEST = new RequestId("0123456789abcdef");
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Journal journal = new JsonLinesJournal(
            new PrintStream(out, true, UTF_8), InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")), "live");

    /** @param line fields of the expected line, without those that every line has, in single quotes */
    private void assertLogged(String event, String line, String metrics) {
        assertThat(out.toString(UTF_8))
                .isEqualTo(("{'at':'2026-11-24T12:00:00Z','event':'" + event + "','stage':'live'," + line
                                + ",'_aws':{'Timestamp':1795521600000,'CloudWatchMetrics':[" + metrics + "]}}\n")
                        .replace('\'', '"'));
    }

    private static String metrics(String dimensions, String... namesAndUnits) {
        var metrics = new StringBuilder();
        for (var i = 0; i < namesAndUnits.length; i += 2) {
            metrics.append(i == 0 ? "" : ",")
                    .append("{'Name':'%s','Unit':'%s'}".formatted(namesAndUnits[i], namesAndUnits[i + 1]));
        }
        return "{'Namespace':'TierUp','Dimensions':[%s],'Metrics':[%s]}".formatted(dimensions, metrics);
    }

    @Test
    void aRefusedRequestIsOneLineAndCountsAsARefusalOfItsCode() {
        journal.ended(new ChatReport(REQUEST, TierId.TIER_2, ErrorCode.INSUFFICIENT_QUOTA, null, Optional.empty()));

        assertLogged(
                "chat_ended",
                "'request_id':'req_0123456789abcdef','tier':'tier-2','status':402,'code':'insufficient_quota',"
                        + "'requests':1,'refusals':1",
                metrics("['stage'],['stage','tier']", "requests", "Count") + ","
                        + metrics("['stage'],['stage','code']", "refusals", "Count"));
    }

    @Test
    void aRequestWithoutATierCountsOnlyForTheStage() {
        journal.ended(new ChatReport(REQUEST, null, ErrorCode.INVALID_JSON, null, Optional.empty()));

        assertLogged(
                "chat_ended",
                "'request_id':'req_0123456789abcdef','status':400,'code':'invalid_json','requests':1,'refusals':1",
                metrics("['stage']", "requests", "Count") + ","
                        + metrics("['stage'],['stage','code']", "refusals", "Count"));
    }

    @Test
    void durationsAndCostsOfAnAnswerAreMetricsOfItsTier() {
        var record = record(Outcome.ANSWERED);
        journal.ended(new ChatReport(REQUEST, record.hold().tier(), null, record, Optional.empty()));

        assertLogged(
                "chat_ended",
                "'request_id':'req_0123456789abcdef','account':'load-03','tier':'tier-2','outcome':'ANSWERED',"
                        + "'finish_reason':'stop','candidate':'north/alpha','prompt_tokens':3,'repeated_prompt_tokens':0,"
                        + "'completion_tokens':4,'cost_nano_usd':100,'upstream_cost_nano_usd':250,'overrun_nano_usd':10,"
                        + "'subsidy_nano_usd':150,'duration_ms':90,'first_token_ms':30,'requests':1,'unanswered':0",
                metrics(
                        "['stage'],['stage','tier']",
                        "requests",
                        "Count",
                        "unanswered",
                        "Count",
                        "duration_ms",
                        "Milliseconds",
                        "first_token_ms",
                        "Milliseconds",
                        "cost_nano_usd",
                        "None",
                        "upstream_cost_nano_usd",
                        "None",
                        "subsidy_nano_usd",
                        "None",
                        "overrun_nano_usd",
                        "None"));
    }

    /** An error inside a stream arrives here like any other, so streams that fail after their head count too. */
    @ParameterizedTest
    @EnumSource(names = {"UPSTREAM_TIMEOUT", "UPSTREAM_UNAVAILABLE"})
    void anAnswerThatDidNotArriveIsCountedAsUnanswered(ErrorCode error) {
        var record = record(Outcome.FAILED);
        journal.ended(new ChatReport(REQUEST, record.hold().tier(), error, record, Optional.empty()));
        journal.ended(new ChatReport(REQUEST, TierId.TIER_2, error, null, Optional.empty()));

        assertThat(out.toString(UTF_8).lines()).hasSize(2).allMatch(line -> line.contains("\"unanswered\":1"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INVALID_API_KEY", "INSUFFICIENT_QUOTA", "DAILY_GUARDRAIL_REACHED", "CONTENT_POLICY_VIOLATION"})
    void aRefusedRequestCountsNeitherAsAnsweredNorAsUnanswered(ErrorCode error) {
        journal.ended(new ChatReport(REQUEST, TierId.TIER_2, error, null, Optional.empty()));

        assertThat(out.toString(UTF_8)).doesNotContain("unanswered\":");
    }

    private static UsageRecord record(Outcome outcome) {
        return new UsageRecord(
                new SettledHold(
                        new AccountId("load-03"),
                        new HoldKey(REQUEST, 0),
                        DAY,
                        TierId.TIER_2,
                        Purse.CASH,
                        Pool.SUBSIDY,
                        null,
                        1),
                new UsageRecord.Request(Instant.EPOCH, null, new Channel("chat", true)),
                outcome,
                FinishReason.STOP,
                new UsageRecord.Consumption(new TokenUsage(3, 4, 0), TokenSource.REPORTED, "north/alpha", null),
                new Costs(new Money(100), Money.ZERO, new Money(250)),
                new Money(10),
                new UsageRecord.Timing(Duration.ofMillis(90), Duration.ofMillis(30)));
    }

    @Test
    void aBufferedRequestIsOneLineWithTheTemplateOfItsRoute() {
        journal.answered(new RouteReport(
                "req_0123456789abcdef", "GET /v1/models/{id}", 401, ErrorCode.INVALID_API_KEY, Duration.ofMillis(7)));

        assertLogged(
                "answered",
                "'request_id':'req_0123456789abcdef','route':'GET /v1/models/{id}','status':401,"
                        + "'code':'invalid_api_key','duration_ms':7,'requests':1,'refusals':1",
                metrics("['stage','route']", "requests", "Count", "duration_ms", "Milliseconds") + ","
                        + metrics("['stage'],['stage','code']", "refusals", "Count"));
    }

    @Test
    void aSweepIsOneLine() {
        journal.swept(new Sweep(3, 2, 1, new Money(150), new Money(4_000), false));

        assertLogged(
                "swept",
                "'complete':false,'accounts':3,'ended':2,'failures':1,'charged_nano_usd':150,"
                        + "'lost_nano_usd':4000,'runs':1",
                metrics(
                        "['stage','event']",
                        "runs",
                        "Count",
                        "ended",
                        "Count",
                        "failures",
                        "Count",
                        "charged_nano_usd",
                        "None",
                        "lost_nano_usd",
                        "None"));
    }

    @Test
    void anAuditIsOneLineThatNamesTheFirstFailedAccount() {
        journal.audited(
                new AuditWallets.Report(17, 1, Optional.of("load-03"), List.of("what a row says is not logged"), true));

        assertLogged(
                "audited",
                "'account':'load-03','complete':true,'accounts':17,'failures':1,'runs':1",
                metrics("['stage','event']", "runs", "Count", "accounts", "Count", "failures", "Count"));
    }

    @Test
    void aRunOfTheAlertsIsOneLine() {
        journal.alerted(new SendAlerts.Run(5, 2, 1), new RaiseAlerts.Run(12, 3, 4, true));

        assertLogged(
                "alerted",
                "'complete':true,'accounts':12,'raised':3,'sent':5,'undelivered':2,'dropped':1,'failures':4,'runs':1",
                metrics(
                        "['stage','event']",
                        "runs",
                        "Count",
                        "raised",
                        "Count",
                        "sent",
                        "Count",
                        "undelivered",
                        "Count",
                        "dropped",
                        "Count",
                        "failures",
                        "Count"));
    }

    @Test
    void aSearchForModelsIsOneLine() {
        journal.assessed(new FindModels.Run(379, 4, 3, 1));

        assertLogged(
                "assessed",
                "'models':379,'unreadable':4,'waiting':3,'differences':1,'runs':1",
                metrics(
                        "['stage','event']",
                        "runs",
                        "Count",
                        "models",
                        "Count",
                        "waiting",
                        "Count",
                        "differences",
                        "Count"));
    }

    @Test
    void aRunOverTheSignUpCreditsIsOneLine() {
        journal.credited(new AdvanceCredits.Run(12, 3, 2, 1, false));

        assertLogged(
                "credited",
                "'complete':false,'released':12,'granted':2,'ended':3,'failures':1,'runs':1",
                metrics(
                        "['stage','event']",
                        "runs",
                        "Count",
                        "released",
                        "Count",
                        "ended",
                        "Count",
                        "granted",
                        "Count",
                        "failures",
                        "Count"));
    }

    @Test
    void aCloseIsOneLine() {
        journal.closed(new CloseDays.Run(DAY, 17, 16, 1, List.of()));

        assertLogged(
                "closed",
                "'day':'2026-11-24','accounts':17,'statements':16,'open':1,'runs':1",
                metrics("['stage','event']", "runs", "Count", "statements", "Count", "open", "Count"));
    }

    @Test
    void eachPoolIsOneLine() {
        journal.measured(List.of(new PoolLevel(new PoolDay(Pool.TIER_1, DAY, new Money(1_000), 2), new Money(99))));

        assertLogged(
                "pool",
                "'pool':'tier-1','day':'2026-11-24','budget_nano_usd':1000,'left_nano_usd':99,'left_percent':9",
                metrics(
                        "['stage','pool']",
                        "budget_nano_usd",
                        "None",
                        "left_nano_usd",
                        "None",
                        "left_percent",
                        "Percent"));
    }

    @Test
    void anAlarmIsOneLineEvenIfItsSubjectHasTwo() {
        journal.raise(Alarm.INTERNAL_ERROR, "two\nlines");

        assertThat(out.toString(UTF_8).lines()).hasSize(1);
        assertLogged(
                "alarm",
                "'alarm':'INTERNAL_ERROR','subject':'two\\nlines','alarms':1",
                metrics("['stage','alarm']", "alarms", "Count"));
    }

    @Test
    void anEventOfThePaymentProviderIsCountedByItsOutcome() {
        journal.notified(WebhookOutcome.OF_NOTHING);

        assertLogged("webhook", "'outcome':'OF_NOTHING','events':1", metrics("['stage','outcome']", "events", "Count"));
    }

    @Test
    void aReconciliationIsOneLineWithThePaidAndTheCreditedAmount() {
        var difference =
                new PaymentDifference(new AccountId("load-03"), "top_1", "topup#cs_1", new Money(50), new Money(40));

        journal.reconciled(new Reconciliation(2, 5, 1, new Money(50), new Money(40), List.of(difference), 0, true));

        assertLogged(
                "reconciled",
                "'complete':true,'failures':0,'checkouts':5,'booked':1,'differences':1,'paid_nano_usd':50,"
                        + "'credited_nano_usd':40,'events':2,'runs':1",
                metrics(
                        "['stage','event']",
                        "runs",
                        "Count",
                        "booked",
                        "Count",
                        "paid_nano_usd",
                        "None",
                        "credited_nano_usd",
                        "None",
                        "differences",
                        "Count",
                        "failures",
                        "Count"));
    }
}
