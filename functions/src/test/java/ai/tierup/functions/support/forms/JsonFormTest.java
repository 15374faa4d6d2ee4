package ai.tierup.functions.support.forms;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormTest {

    private static final JsonText SCHEMA = new JsonText("""
            {"type": "object", "required": ["city", "days"], "additionalProperties": false,
             "properties": {
               "city": {"type": "string", "enum": ["Bern", "Ulm"]},
               "days": {"type": "array", "items": {"type": "integer"}},
               "note": {"type": ["string", "null"]},
               "unit": {"const": "C"},
               "wind": {"anyOf": [{"type": "number"}, {"type": "boolean"}]},
               "free": {"$ref": "#/$defs/anything"}}}""");

    private final JsonForm form = new JsonForm();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"city\": \"Bern\", \"days\": []}",
                "{\"city\": \"Ulm\", \"days\": [1, 2], \"note\": null, \"unit\": \"C\", \"wind\": 2.5, \"free\": [7]}"
            })
    void whatFollowsTheSchemaIsSound(String text) {
        assertThat(form.isObject(text, SCHEMA)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"city\": \"Bern\"}                                       | a missing field",
                "{\"city\": \"Rome\", \"days\": []}                         | a value that is not listed",
                "{\"city\": \"Bern\", \"days\": [1.5]}                      | an element of another type",
                "{\"city\": \"Bern\", \"days\": {}}                         | another type",
                "{\"city\": \"Bern\", \"days\": [], \"note\": 1}            | none of two types",
                "{\"city\": \"Bern\", \"days\": [], \"unit\": \"F\"}        | not the constant",
                "{\"city\": \"Bern\", \"days\": [], \"wind\": \"strong\"}   | none of the alternatives",
                "{\"city\": \"Bern\", \"days\": [], \"other\": 1}           | a field too many",
                "[]                                                       | no object",
                "{\"city\": \"Bern\", \"days\": []                          | an end too early",
                "{\"city\": \"Bern\", \"days\": []} Here you are.           | words after it"
            })
    void whatDoesNotFollowTheSchemaIsNot(String text, String why) {
        assertThat(form.isObject(text, SCHEMA)).as(why).isFalse();
    }

    @Test
    void withoutASchemaEveryObjectIsSound() {
        assertThat(form.isObject("{\"any\": 1}", null)).isTrue();
        assertThat(form.isObject("", null)).isFalse();
        assertThat(form.isObject("null", null)).isFalse();
    }
}
