package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalletStoryTest {

    private static final AccountId ACCOUNT = new AccountId("acme");

    private final WalletStory story = new WalletStory(new InMemoryWalletLedger(), ACCOUNT);

    WalletStoryTest() {
        story.tell("""
                open 700 → opened
                place h1 300 → held, cash 400
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "place h2 100",
                "place h2 100 →",
                "place h2 100 → held, cash",
                "place h2 100 → held, savings 300",
                "place h2 100 → held, holds h1 h3",
                "place h2 → refused",
                "place h2 much → held",
                "place h2 100 friday → held",
                "place h2 100 tuesday after noon → refused",
                "settle h2 100 → settled",
                "settle h1 100 quickly → settled",
                "borrow 100 → lent",
                "read → found, cash 400 and more"
            })
    void aLineThatCannotBeParsedEndsTheTest(String line) {
        assertThatThrownBy(() -> story.tell(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "place h2 401 → held",
                "place h2 400 → refused",
                "settle h1 110 → settled, cash 591",
                "settle h1 110 → settled, debits 109",
                "settle h1 110 → settled, holds h1",
                "settle h1 110 → settled, spent 300",
                "limit 350 → limited, left 350",
                "freeze operator → frozen, frozen dispute",
                "read → missing",
                "read → found, day tuesday",
                "read → found, version 1",
                "read → found, holds none"
            })
    void aWrongResultOrFactFailsTheTest(String line) {
        assertThatThrownBy(() -> story.tell(line))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(line);
    }

    @Test
    void anAnswerThatIsNotStoredFailsTheTest() {
        var forgetful = new InMemoryWalletLedger() {
            @Override
            public PlaceAnswer place(AccountId account, Placement placement) {
                return new WriteAnswer.Written(
                        find(account).orElseThrow().place(placement).orElseThrow());
            }
        };
        var unstored = new WalletStory(forgetful, ACCOUNT);
        unstored.tell("open 700 → opened");

        assertThatThrownBy(() -> unstored.tell("place h1 300 → held")).isInstanceOf(AssertionError.class);
    }
}
