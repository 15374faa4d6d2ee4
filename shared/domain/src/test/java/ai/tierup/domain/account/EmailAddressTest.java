package ai.tierup.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com",
        "' Ada.Lovelace+x@Example.COM ', Ada.Lovelace+x@example.com",
        "o'neil@example.co.uk, o'neil@example.co.uk",
        "ada@bücher.example, ada@xn--bcher-kva.example",
        "ada@BÜCHER.example, ada@xn--bcher-kva.example",
        "ada@mail。example.com, ada@mail.example.com",
        "{x}@example.com, {x}@example.com"
    })
    void mailIsSentToTheSpellingOfTheOwner(String text, String sentTo) {
        assertThat(address(text).text()).isEqualTo(sentTo);
    }

    static String[] invalid() {
        return new String[] {
            "",
            "@",
            "ada",
            "ada@",
            "@example.com",
            "ada@localhost",
            "ada@127.0.0.1",
            "ada@[127.0.0.1]",
            "ada@example.com.",
            "ada@-example.com",
            "ada@exa_mple.com",
            "ada@example..com",
            "ada@example.1",
            ".ada@example.com",
            "ada.@example.com",
            "a..da@example.com",
            "ada@example.com\nBcc: eve@example.com",
            "ada\r\n@example.com",
            "ada\u0000@example.com",
            "ada lovelace@example.com",
            "\"ada\"@example.com",
            "ada@example.com, eve@example.com",
            "Ada <ada@example.com>",
            "аda@example.com",
            "ada@" + "a".repeat(64) + ".com",
            "a".repeat(65) + "@example.com",
            "ada@" + "a1234567.".repeat(30) + "com",
            "x".repeat(300) + "@example.com",
            "ada@" + "x".repeat(100_000)
        };
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void whatMailCannotBeSentToIsRefused(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Ada@Example.com, ada@example.com",
        "ada+one@example.com, ada+one@example.com",
        "A.d.a+x+y@gmail.com, ada@gmail.com",
        "ada@googlemail.com, ada@gmail.com",
        "a.da+x@outlook.com, a.da@outlook.com",
        "ada@protonmail.com, ada@proton.me",
        "ada@me.com, ada@icloud.com",
        "+x@gmail.com, +x@gmail.com"
    })
    void spellingsOfAMailboxAreOne(String text, String mailbox) {
        assertThat(address(text).mailbox()).isEqualTo(mailbox);
    }

    @Test
    void itIsNotPrinted() {
        assertThat(address("ada@example.com")).hasToString("an e-mail address at example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x@mailinator.com", "x@eu.mailinator.com", "x@guerrillamail.com"})
    void throwAwayMailboxesAreKnown(String text) {
        assertThat(DisposableDomains.shipped().contains(address(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x@gmail.com", "x@my-mailinator.example", "x@mailinator.com.example.org", "x@example.com"})
    void otherMailboxesAreNot(String text) {
        assertThat(DisposableDomains.shipped().contains(address(text))).isFalse();
    }
}
