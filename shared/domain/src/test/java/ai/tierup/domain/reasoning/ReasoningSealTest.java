package ai.tierup.domain.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.reasoning.SealingKeys.SealingKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReasoningSealTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final SealingKey OLD = key("old", 1);
    private static final SealingKey NEW = key("new", 2);
    private static final ReasoningState STATE =
            new ReasoningState("north/alpha", List.of("[{\"signature\":\"Eq\"}]", "", "Schön 😀"));

    private final Random random = new Random(5);
    private final ReasoningSeal seal = sealWith(OLD);

    private static SealingKey key(String id, int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return new SealingKey(id, bytes);
    }

    private ReasoningSeal sealWith(SealingKey... keys) {
        return new ReasoningSeal(() -> new SealingKeys(List.of(keys)), random);
    }

    private String sealed(ReasoningState state) {
        return seal.seal(ACCOUNT, state).orElseThrow();
    }

    /** A state that hardly compresses, as the providers' are. */
    private ReasoningState randomState(int characters) {
        var text = new StringBuilder();
        for (var i = 0; i < characters; i++) {
            text.append((char) ('0' + random.nextInt(64)));
        }
        return new ReasoningState("north/alpha", List.of(text.toString()));
    }

    @Test
    void whatIsSealedForAnAccountOpensForIt() {
        assertThat(seal.open(ACCOUNT, sealed(STATE))).contains(STATE);
        assertThat(ReasoningSeal.mayBeSealed(sealed(STATE))).isTrue();
    }

    @Test
    void nothingOfTheStateCanBeRead() {
        var text = sealed(new ReasoningState("anthropic/claude", List.of("claude claude claude")));

        assertThat(text).matches("v1\\.old\\.[A-Za-z0-9_-]+").doesNotContain("claude");
    }

    @Test
    void theSameStateNeverLooksTheSame() {
        var texts = new HashSet<String>();
        for (var i = 0; i < 100; i++) {
            texts.add(sealed(STATE));
        }

        assertThat(texts).hasSize(100);
    }

    @Test
    void itDoesNotOpenForAnotherAccount() {
        assertThat(seal.open(new AccountId("acmf"), sealed(STATE))).isEmpty();
    }

    @Test
    void noAlteredCharacterOpens() {
        var text = sealed(STATE);
        for (var i = 0; i < text.length(); i++) {
            var altered = text.substring(0, i) + (text.charAt(i) == 'A' ? 'Q' : 'A') + text.substring(i + 1);
            assertThat(seal.open(ACCOUNT, altered)).as("character %d", i).isEmpty();
        }
    }

    @Test
    void noCutTextOpens() {
        var text = sealed(STATE);
        for (var length = 0; length < text.length(); length++) {
            assertThat(seal.open(ACCOUNT, text.substring(0, length))).isEmpty();
        }
    }

    @Test
    void foreignTextsDoNotOpen() {
        for (var text : List.of(
                "", "sealed", "v1.old.", "v1.old.AAAA", "v2.old.AAAA", "gAAAAABoISQ24OyVRYbk", "v1.old.=\0\n")) {
            assertThat(seal.open(ACCOUNT, text)).isEmpty();
        }
        assertThat(ReasoningSeal.mayBeSealed("gAAAAABoISQ24OyVRYbk")).isFalse();
        assertThat(ReasoningSeal.mayBeSealed("v1.old." + "A".repeat(400_000))).isFalse();
    }

    @Test
    void anOldKeyOpensUntilItIsRemoved() {
        var text = sealed(STATE);

        assertThat(sealWith(NEW, OLD).open(ACCOUNT, text)).contains(STATE);
        assertThat(sealWith(NEW, OLD).seal(ACCOUNT, STATE).orElseThrow()).startsWith("v1.new.");
        assertThat(sealWith(NEW).open(ACCOUNT, text)).isEmpty();
    }

    @Test
    void anotherKeyWithTheSameNameDoesNotOpen() {
        assertThat(sealWith(key("old", 3)).open(ACCOUNT, sealed(STATE))).isEmpty();
    }

    @Test
    void withoutAKeyNothingIsSealed() {
        assertThat(sealWith().seal(ACCOUNT, STATE)).isEmpty();
        assertThat(sealWith().open(ACCOUNT, sealed(STATE))).isEmpty();
    }

    @Test
    void sizesTellOnlyAClass() {
        var sizes = new HashSet<Integer>();
        for (var characters = 100; characters <= 340_000; characters += 1 + characters / 5) {
            seal.seal(ACCOUNT, randomState(characters)).ifPresent(text -> sizes.add(text.length()));
        }

        // 1, 2, 4 … 256 KiB
        assertThat(sizes).hasSize(9);
    }

    @Test
    void aStateThatFillsItsClassOpens() {
        for (var characters = 1_200; characters < 1_400; characters++) {
            var state = randomState(characters);
            assertThat(seal.open(ACCOUNT, sealed(state))).contains(state);
        }
    }

    @Test
    void aStateThatIsTooLargeIsNotSealed() {
        assertThat(seal.seal(ACCOUNT, randomState(400_000))).isEmpty();
        assertThat(seal.seal(ACCOUNT, new ReasoningState("x", List.of("0".repeat(3_000_000)))))
                .isEmpty();
        assertThat(ReasoningSeal.mayBeSealed(sealed(randomState(340_000)))).isTrue();
    }
}
