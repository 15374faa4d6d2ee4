package ai.tierup.operator.service;

import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.functions.support.wiring.Variables;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Creates the objects of a service, from the same variables as on AWS. */
public final class ServiceContext {

    /** Default names of the tables of a local service. */
    public static final Map<String, String> LOCAL_TABLES = Map.of(
            "WALLETS_TABLE", "wallets",
            "LEDGER_TABLE", "ledger",
            "DIRECTORY_TABLE", "directory",
            "TRANSIENT_TABLE", "transient");

    private ServiceContext() {}

    /**
     * Starts a context that creates each object when it is first requested.
     *
     * @param given objects to use in place of the ones that the context would create
     * @param layers variables by name; a later layer overrides an earlier one
     * @throws ai.tierup.functions.support.wiring.BadSetting if a variable is missing or invalid
     */
    @SafeVarargs
    public static ApplicationContext start(List<Object> given, Map<String, String>... layers) {
        var values = new HashMap<String, String>();
        for (var layer : layers) {
            values.putAll(layer);
        }
        return ApplicationContext.builder()
                .singletons(Settings.of(new Variables(values)))
                .singletons(given.toArray())
                .eagerInitSingletons(false)
                .start();
    }
}
