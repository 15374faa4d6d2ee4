package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.PlaceRefusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettleAfterAnswerTest {

    private static final Money BALANCE = Money.ofUsd("25");

    private final ChatFixture chat = new ChatFixture(BALANCE);

    private ChatEnd answer() {
        var call = chat.call(saying(TierId.TIER_2, "Hi"));
        var end = answer(call);
        chat.settleAfterAnswer.settle(call, end);
        return end;
    }

    private ChatEnd answer(ChatCall call) {
        var slug = ChatFixture.tier(TierId.TIER_2).candidates().getFirst().slug();
        chat.upstream.script(slug, say(new TextDelta("Hello")), say(new Finished(FinishReason.STOP)), say(new Ended()));
        return chat.completeChat.complete(call, chat.sink);
    }

    private List<UsageRecord> records() {
        return chat.log.ofDay(ChatFixture.ACCOUNT, chat.wallet().day()).toList();
    }

    private void expectOnlyTheAnswerToBeCharged() {
        assertThat(chat.wallet().holds()).isEmpty();
        var answered = records().stream()
                .filter(record -> record.outcome() == Outcome.ANSWERED)
                .toList();
        assertThat(answered).hasSize(1);
        assertThat(answered.getFirst().cost()).isGreaterThan(Money.ZERO);
        assertThat(chat.wallet().cash())
                .isEqualTo(BALANCE.minus(answered.getFirst().cost()));
    }

    @Test
    void aSettlementThatTheStoreRefusesIsTriedAgainAfterPausesThatGrow() {
        chat.storeIsDown = true;
        chat.inEachPause = () -> chat.storeIsDown = chat.pauses.size() < 7;

        answer();

        expectOnlyTheAnswerToBeCharged();
        assertThat(chat.alarms).isEmpty();
        assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
        var longest = List.of(500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000);
        assertThat(chat.pauses).hasSameSizeAs(longest);
        for (var number = 0; number < longest.size(); number++) {
            assertThat(chat.pauses.get(number).toMillis())
                    .isBetween(longest.get(number) / 2L, (long) longest.get(number));
        }
    }

    @Test
    void itIsLeftToTheSweeperAfterEightTries() {
        chat.storeIsDown = true;

        answer();

        assertThat(chat.pauses).hasSize(7);
        assertThat(chat.alarms).containsExactly(Alarm.SETTLEMENT_FAILED);
        assertThat(chat.wallet().holds()).hasSize(1);
    }

    @Test
    void aClientThatWaitsForTheEndOfItsAnswerDoesNotWaitForSoMany() {
        chat.storeIsDown = true;
        var call = chat.call(saying(TierId.TIER_2, "Hi", false));

        chat.settleAfterAnswer.settle(call, answer(call));

        assertThat(chat.pauses).hasSize(3);
        assertThat(chat.wallet().holds()).hasSize(1);
    }

    @Test
    void itIsLeftToTheSweeperWhenTheTimeOfTheRequestIsUp() {
        chat.storeIsDown = true;
        chat.timeLeft = Duration.ofSeconds(8);

        answer();

        assertThat(chat.timeLeft).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
        assertThat(chat.alarms).containsExactly(Alarm.SETTLEMENT_FAILED);
        assertThat(chat.wallet().holds()).hasSize(1);
    }

    @Test
    void aHoldWhoseAnswerWasLostCostsNothingAndIsReleasedWhenTheRequestHasEnded() {
        chat.placeAnswersToLose = 2;

        answer();

        expectOnlyTheAnswerToBeCharged();
        assertThat(records())
                .filteredOn(record -> record.outcome() == Outcome.EXPIRED)
                .hasSize(2)
                .allSatisfy(record -> {
                    assertThat(record.costs().upstream()).isEqualTo(Money.ZERO);
                    assertThat(record.overrun()).isEqualTo(Money.ZERO);
                });
    }

    @Test
    void theHoldsOfARequestThatIsRefusedForWantOfAnswersAreReleased() {
        chat.placeAnswersToLose = 3;

        var end = answer();

        assertThat(end).isEqualTo(new ChatEnd.Refused(new ChatRefusal.NotPlaced(new PlaceRefusal.LedgerBusy()), true));
        assertThat(chat.upstream.requests).isEmpty();
        assertThat(chat.wallet().holds()).isEmpty();
        assertThat(chat.wallet().cash()).isEqualTo(BALANCE);
        assertThat(records()).hasSize(3);
    }

    @Test
    void anOpenHoldOfAnotherRequestIsLeftAlone() {
        chat.storeIsDown = true;
        answer(chat.call(saying(TierId.TIER_2, "Hi")));
        chat.storeIsDown = false;
        var other = chat.wallet().holds();

        chat.placeAnswersToLose = 1;
        answer();

        assertThat(other).hasSize(1);
        assertThat(chat.wallet().holds()).isEqualTo(other);
    }

    @Test
    void aRequestThatCannotBeSentToAnyModelCostsNothing() {
        chat.tagsFail = true;

        answer();

        assertThat(chat.upstream.requests).isEmpty();
        assertThat(chat.sink.refusal).isInstanceOf(ChatRefusal.UpstreamUnavailable.class);
        assertThat(chat.alarms).containsExactly(Alarm.INTERNAL_ERROR);
        assertThat(chat.wallet().holds()).isEmpty();
        assertThat(chat.wallet().cash()).isEqualTo(BALANCE);
    }
}
