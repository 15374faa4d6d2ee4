package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.OpenAnswer;
import ai.tierup.domain.wallet.PlaceAnswer;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WriteAnswer;
import ai.tierup.dynamodb.FaultyDynamoDb.Fault;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Tests of the ledger on a store with conflicts, throttling, errors and lost answers, which DynamoDB Local never produces. */
@Tag("store")
class DynamoDbWalletLedgerFaultsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final HoldKey KEY = new HoldKey(RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), 1), 0);
    private static final Hold HOLD =
            new Hold(new Money(300), Money.ZERO, Purse.CASH, TierId.TIER_2, 1_795_000_000L, DAY, Set.of());
    private static final Placement PLACEMENT = new Placement(KEY, HOLD, null, 128, Money.ZERO, List.of());
    private static final Application APPLICATION =
            new Application(KEY, HOLD, new Money(110), Money.ZERO, true, Set.of(), Set.of());

    private static int accounts;

    private final AccountId account = new AccountId("faulty-" + ++accounts);
    private final FaultyDynamoDb store;
    private final DynamoDbWalletLedger ledger;

    DynamoDbWalletLedgerFaultsTest() throws IOException {
        store = new FaultyDynamoDb();
        ledger = new DynamoDbWalletLedger(store.clients, LocalTables.NAMES);
        new DynamoDbWalletLedger(LocalTables.CLIENTS, LocalTables.NAMES)
                .open(TestEntries.opening(account, "adj#1", new Money(700), DAY), Money.ZERO);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private Wallet wallet() {
        return ledger.find(account).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFLICT", "TABLE_THROTTLED", "ACCOUNT_THROTTLED"})
    void aDeclinedPlaceIsNotAppliedAndNotSentAgain(Fault fault) {
        store.faults.add(fault);

        assertThat(ledger.place(account, PLACEMENT)).isEqualTo(new PlaceAnswer.NotApplied());
        assertThat(store.requests()).isEqualTo(1);
        assertThat(wallet().holds()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "LOST", "ANSWER_LOST"})
    void aPlaceWithoutAnAnswerIsUnknownAndNotSentAgain(Fault fault) {
        store.faults.add(fault);

        assertThat(ledger.place(account, PLACEMENT)).isEqualTo(new PlaceAnswer.Unknown());
        assertThat(store.requests()).isEqualTo(1);
    }

    @Test
    void aPlaceWhoseAnswerIsLostCanStillBeApplied() {
        store.faults.add(Fault.ANSWER_LOST);
        ledger.place(account, PLACEMENT);

        assertThat(wallet().holds()).containsOnlyKeys(KEY);
    }

    @Test
    void aPlaceOnAnUnreachableStoreIsUnknown() throws IOException {
        var stopped = new FaultyDynamoDb();
        var unreachable = new DynamoDbWalletLedger(stopped.clients, LocalTables.NAMES);
        stopped.stopListening();

        assertThat(unreachable.place(account, PLACEMENT)).isEqualTo(new PlaceAnswer.Unknown());
        stopped.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID", "FORBIDDEN"})
    void anErrorOfOurOwnIsThrown(Fault fault) {
        store.faults.add(fault);

        assertThatThrownBy(() -> ledger.place(account, PLACEMENT)).isInstanceOf(DynamoDbException.class);
    }

    @Test
    void anApplicationIsRetriedAfterConflictsThrottlingAndErrors() {
        ledger.place(account, PLACEMENT);
        Collections.addAll(store.faults, Fault.CONFLICT, Fault.TABLE_THROTTLED, Fault.SERVER_ERROR);

        assertThat(ledger.apply(account, APPLICATION)).isInstanceOf(WriteAnswer.Written.class);
        assertThat(wallet().debits()).isEqualTo(new Money(110));
    }

    @Test
    void anApplicationWhoseAnswerIsLostIsRefusedAsDoneAndChargesOnce() {
        ledger.place(account, PLACEMENT);
        store.faults.add(Fault.ANSWER_LOST);

        var answer = ledger.apply(account, APPLICATION);

        assertThat(answer).isInstanceOf(WriteAnswer.Refused.class);
        assertThat(((WriteAnswer.Refused) answer).seen().orElseThrow().holds()).isEmpty();
        assertThat(wallet().debits()).isEqualTo(new Money(110));
        assertThat(wallet().cash()).isEqualTo(new Money(590));
    }

    @Test
    void endlessConflictsAreThrown() {
        store.faults.addAll(Collections.nCopies(30, Fault.CONFLICT));

        assertThatThrownBy(() -> ledger.freeze(account, "operator")).isInstanceOf(DynamoDbException.class);
    }

    @Test
    void limitsAndFreezesAreRetriedAfterConflicts() {
        Collections.addAll(store.faults, Fault.CONFLICT, Fault.CONFLICT);
        assertThat(ledger.changeDailyLimit(account, Wallet.NO_LIMIT, new Money(400)))
                .isInstanceOf(WriteAnswer.Written.class);
        store.faults.add(Fault.CONFLICT);
        assertThat(ledger.freeze(account, "operator")).isInstanceOf(WriteAnswer.Written.class);

        assertThat(wallet().dailyLimit()).isEqualTo(new Money(400));
        assertThat(wallet().frozenBy()).containsExactly("operator");
    }

    @Test
    void anOpeningWhoseAnswerIsLostOpensOneWallet() {
        var other = new AccountId("opened-" + account.value());
        store.faults.add(Fault.ANSWER_LOST);

        assertThat(ledger.open(TestEntries.opening(other, "adj#1", new Money(50), DAY), Money.ZERO))
                .isNotInstanceOf(OpenAnswer.DayIsClosing.class);
        assertThat(ledger.find(other).orElseThrow().credits()).isEqualTo(new Money(50));
    }
}
