package ai.tierup.local;

import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.functions.support.wiring.Variables;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;

/** The service's objects, made as on AWS, from variables as there. */
final class ServiceContext {

    /** What the local run's tables are called unless the environment names others. */
    static final Map<String, String> LOCAL_TABLES = Map.of(
            "WALLETS_TABLE", "wallets",
            "LEDGER_TABLE", "ledger",
            "DIRECTORY_TABLE", "directory",
            "TRANSIENT_TABLE", "transient");

    private ServiceContext() {}

    /**
     * Makes none of them before it is asked for.
     *
     * @param layers variables by name, the later ones before the earlier
     * @throws ai.tierup.functions.support.wiring.BadSetting when one is missing or makes no sense
     */
    @SafeVarargs
    static ApplicationContext start(Journal journal, Map<String, String>... layers) {
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
