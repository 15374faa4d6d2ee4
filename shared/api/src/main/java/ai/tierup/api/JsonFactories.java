package ai.tierup.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** Creates the factories of readers and writers of JSON. */
public final class JsonFactories {

    private JsonFactories() {}

    /**
     * Begins a factory whose buffers are shared by all threads. By default each thread has its own: 16 KB, which a virtual thread that
     * handles one request would allocate and use once.
     */
    public static JsonFactoryBuilder builder() {
        return new JsonFactoryBuilder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool());
    }

    /** Returns a factory without further settings. */
    public static JsonFactory standard() {
        return builder().build();
    }
}
