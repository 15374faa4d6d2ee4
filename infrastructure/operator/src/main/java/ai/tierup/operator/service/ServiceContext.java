package ai.tierup.operator.service;

import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.functions.support.wiring.Variables;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;

/** Makes a service's objects as on AWS, from the same variables. */
public final class ServiceContext {

    /** The names of the local run's tables, unless the environment names others. */
    public static final Map<String, String> LOCAL_TABLES = Map.of(
            "WALLETS_TABLE", "wallets",
            "LEDGER_TABLE", "ledger",
            "DIRECTORY_TABLE", "directory",
            "TRANSIENT_TABLE", "transient");

    private ServiceContext() {}

    /**
     * Each object is made when it is first asked for.
     *
     * @param layers variables by name; a later layer overrides an earlier one
     * @throws ai.tierup.functions.support.wiring.BadSetting when one is missing or makes no sense
     */
    @SafeVarargs
    public static ApplicationContext start(Journal journal, Map<String, String>... layers) {
        var values = new HashMap<String, String>();
        for (var layer : layers) {
            values.putAll(layer);
        }
        return ApplicationContext.builder()
                .singletons(Settings.of(new Variables(values)), journal)
                .eagerInitSingletons(false)
                .start();
    }
}
