package ai.tierup.openai.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallArgumentsTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"zone\":\"UTC\"}", " { \"a\" : [1, 2.50] } ", "{\"a\":{\"b\":null}}"})
    void anObjectStaysAsTheModelWroteIt(String arguments) {
        assertThat(CallArguments.of(arguments)).isEqualTo(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | {}",
                "' ' | {}",
                "{\"a\": | {\"invalid_arguments\":\"{\\\"a\\\":\"}",
                "[1] | {\"invalid_arguments\":\"[1]\"}",
                "{}{} | {\"invalid_arguments\":\"{}{}\"}",
                "null | {\"invalid_arguments\":\"null\"}",
                "ls -la | {\"invalid_arguments\":\"ls -la\"}"
            })
    void anythingElseIsPutIntoOne(String arguments, String expected) {
        assertThat(CallArguments.of(arguments)).isEqualTo(expected);
    }

    @Test
    void ofAVeryLongTextTheBeginningIsKept() {
        assertThat(CallArguments.of("😀".repeat(3000)))
                .isEqualTo("{\"invalid_arguments\":\"" + "😀".repeat(2000) + "…\"}");
    }
}
