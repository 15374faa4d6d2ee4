package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class UpstreamSettingsTest {

    private static final URI OPENROUTER = URI.create("https://OpenRouter.ai/api/v1");
    private static final URI ELSEWHERE = URI.create("http://127.0.0.1:11434/v1");

    @Test
    void whoIsSentSlugsSpeaksOpenRouter() {
        assertThat(Requests.settings(OPENROUTER, null).dialect()).isEqualTo(Dialect.OPENROUTER);
        assertThat(Requests.settings(ELSEWHERE, null).dialect()).isEqualTo(Dialect.OPENROUTER);
    }

    @Test
    void aServerWithAModelOfItsOwnIsPlain() {
        assertThat(Requests.settings(ELSEWHERE, "llama3").dialect()).isEqualTo(Dialect.PLAIN);
    }

    @Test
    void openRouterDeniesDataCollectionWhateverTheModel() {
        assertThat(Requests.settings(OPENROUTER, "vendor/other").dialect()).isEqualTo(Dialect.OPENROUTER);
    }
}
