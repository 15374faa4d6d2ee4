package ai.tierup.domain.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactJsonTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`{\"a\": [1, 2], \"b\" : { } }`|`{\"a\":[1,2],\"b\":{}}`",
                "`  {\"a\":1}\n`|`{\"a\":1}`",
                "`{\"a\": \"x : y, z\"}`|`{\"a\":\"x : y, z\"}`",
                "`{\"a\": \"\\\" , \\\\\" , \"b\" : 1}`|`{\"a\":\"\\\" , \\\\\",\"b\":1}`",
                "``|``"
            })
    void whiteSpaceBesideStructuralCharactersIsRemoved(String json, String compact) {
        assertThat(CompactJson.of(json)).isEqualTo(compact);
        assertThat(CompactJson.of(compact)).isEqualTo(compact);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`1 2`|`12`",
                "`tru e`|`true`",
                "`\"a\" \"b\"`|`\"a\"\"b\"`",
                "`{\"a`|`{\"a `",
                "`\"\\\"  ,`|`\"\\\" ,`"
            })
    void textsThatAreNotJsonStayDifferent(String one, String other) {
        assertThat(CompactJson.of(one)).isNotEqualTo(CompactJson.of(other));
    }
}
