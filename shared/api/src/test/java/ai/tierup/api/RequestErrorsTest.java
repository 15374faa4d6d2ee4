package ai.tierup.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FileProblem;
import org.junit.jupiter.api.Test;

class RequestErrorsTest {

    private static String inFull(ApiError error) {
        return RequestErrors.inFull(error).message();
    }

    @Test
    void theMessageNamesTheFieldAndSaysThatNothingWasCharged() {
        assertThat(inFull(ApiErrors.missingField("input", "Send the conversation.")))
                .isEqualTo("input is missing. Send the conversation. You were not charged.");
        assertThat(inFull(ApiErrors.invalidValue("tools[3].name", "Send a string.")))
                .isEqualTo("tools[3].name has no valid value. Send a string. You were not charged.");
        assertThat(inFull(ApiErrors.unsupported("n", "Send one request for each answer.")))
                .isEqualTo("n asks for what is not supported. Send one request for each answer. You were not charged.");
        assertThat(inFull(ApiErrors.invalidJson("The body is not valid JSON.")))
                .isEqualTo("The body is not valid JSON. You were not charged.");
    }

    @Test
    void aMessageThatSaysItAlreadyStays() {
        var refused = FileErrors.of("input[0].content[0].file_data", FileProblem.ENCRYPTED);

        assertThat(RequestErrors.inFull(refused)).isEqualTo(refused);
    }

    @Test
    void whoeverHasNoKeyIsToldNothingOfMoney() {
        assertThat(RequestErrors.inFull(ApiErrors.invalidApiKey())).isEqualTo(ApiErrors.invalidApiKey());
    }
}
