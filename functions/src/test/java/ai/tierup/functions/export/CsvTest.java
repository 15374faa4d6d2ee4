package ai.tierup.functions.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void valuesAreWrittenAsTheyAre() {
        assertThat(Csv.line(Arrays.asList("tier-2", 12L, true, null, "", "naïve 数")))
                .isEqualTo("tier-2,12,true,,,naïve 数\r\n");
    }

    @Test
    void commasQuotesAndLineEndsAreQuoted() {
        assertThat(Csv.line(List.of("a,b", "say \"hi\"", "one\ntwo", "three\r")))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"one\ntwo\",\"three\r\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void whatBeginsLikeAFormulaGetsAnApostrophe(String text) {
        assertThat(Csv.line(List.of(text))).isEqualTo("'" + text + "\r\n");
    }

    @Test
    void aLineEndInFrontOfAFormulaHidesNothing() {
        assertThat(Csv.line(List.of("\r=1", "\n=1"))).isEqualTo("\"'\r=1\",\"'\n=1\"\r\n");
    }
}
