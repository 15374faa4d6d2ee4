package ai.tierup.domain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.AccountOpenings.Opening;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract of {@link AccountOpenings}. */
public abstract class AccountOpeningsContract {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Money CASH = Money.ofUsd("25");
    private static final Money FREE_ALLOWANCE = Money.ofUsd("0.10");
    private static int opened;

    protected abstract AccountOpenings openings();

    protected abstract Accounts accounts();

    protected abstract ApiKeys keys();

    protected abstract WalletLedger ledger();

    /** An account that nobody opened. */
    protected static Opening opening() {
        var number = ++opened;
        var id = new AccountId("opened-" + number);
        var hash = ApiKeySecret.generate(new Random(number)).hash();
        return new Opening(
                new Account(id, NOON, null),
                LedgerEntry.opening(id, "adj#open", CASH, NOON, number),
                FREE_ALLOWANCE,
                hash,
                ApiKey.unlimited(new KeyId("key_opened"), id, "first", NOON, "tu-abcd"));
    }

    private void assertOpened(Opening opening) {
        var id = opening.account().id();
        assertThat(accounts().find(id)).contains(opening.account());
        assertThat(keys().find(opening.hash())).contains(opening.key());
        assertThat(keys().find(id, opening.key().id())).isPresent();
        var wallet = ledger().find(id).orElseThrow();
        assertThat(wallet.cash()).isEqualTo(CASH);
        assertThat(wallet.freeLeft()).isEqualTo(FREE_ALLOWANCE);
    }

    private void assertNotOpened(Opening opening) {
        assertThat(accounts().find(opening.account().id())).isEmpty();
        assertThat(keys().find(opening.hash())).isEmpty();
        assertThat(ledger().find(opening.account().id())).isEmpty();
    }

    @Test
    void accountsOpenWithTheirWalletsAndKeys() {
        var all = IntStream.range(0, AccountOpenings.MAX_OPENINGS)
                .mapToObj(number -> opening())
                .toList();

        assertThat(openings().tryOpen(all)).isTrue();

        assertThat(all).allSatisfy(this::assertOpened);
    }

    /** A part of an account. */
    enum Part {
        WALLET,
        KEY,
        KEY_OF_ANOTHER_SECRET,
        ACCOUNT
    }

    private void write(Part part, Opening opening) {
        switch (part) {
            case WALLET -> ledger().open(opening.first(), FREE_ALLOWANCE);
            case KEY -> keys().add(opening.hash(), opening.key());
            case KEY_OF_ANOTHER_SECRET -> keys().add(opening().hash(), opening.key());
            case ACCOUNT -> accounts().add(opening.account());
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsWrittenIfAPartOfOneAccountExists(Part part) {
        var free = opening();
        var taken = opening();
        write(part, taken);

        assertThat(openings().tryOpen(List.of(free, taken))).isFalse();

        assertNotOpened(free);
    }
}
