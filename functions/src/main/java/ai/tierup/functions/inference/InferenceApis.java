package ai.tierup.functions.inference;

import ai.tierup.api.inference.InferenceApi;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The inference APIs that this service offers. */
@Singleton
final class InferenceApis {

    private final List<InferenceApi> apis;

    /** @param apis APIs with distinct paths */
    InferenceApis(List<InferenceApi> apis) {
        this.apis = List.copyOf(apis);
    }

    /** Returns the API for {@code path}. */
    Optional<InferenceApi> at(String path) {
        return apis.stream().filter(api -> path.equals(api.path())).findFirst();
    }

    /** Returns the API that counts the input of requests at {@code path}. */
    Optional<InferenceApi> countingAt(String path) {
        return apis.stream()
                .filter(api -> api.inputCount()
                        .filter(count -> path.equals(count.path()))
                        .isPresent())
                .findFirst();
    }

    List<InferenceApi> all() {
        return apis;
    }
}
