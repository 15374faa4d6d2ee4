package ai.tierup.functions.inference;

import ai.tierup.api.inference.InferenceApi;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The APIs that are served. */
@Singleton
final class InferenceApis {

    private final List<InferenceApi> apis;

    /** @param apis no two of one path */
    InferenceApis(List<InferenceApi> apis) {
        this.apis = List.copyOf(apis);
    }

    /** The API of a request to {@code path}, which begins with a base path where a custom domain has one. */
    Optional<InferenceApi> at(String path) {
        return apis.stream().filter(api -> path.endsWith(api.path())).findFirst();
    }

    List<InferenceApi> all() {
        return apis;
    }
}
