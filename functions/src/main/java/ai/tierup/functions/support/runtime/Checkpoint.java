package ai.tierup.functions.support.runtime;

import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.JniHelper;

/** What the function does around a snapshot of it. */
interface Checkpoint {

    void before() throws Exception;

    void after() throws Exception;

    /** The hooks that were registered with CRaC, whose implementation here is that of AWS's runtime client. */
    Checkpoint CRAC = new Checkpoint() {

        @Override
        public void before() throws Exception {
            // Before the snapshot the JVM's cache of addresses is cleared, by native code that only AWS's own loop
            // would load.
            JniHelper.load();
            Core.getGlobalContext().beforeCheckpoint(null);
        }

        @Override
        public void after() throws Exception {
            Core.getGlobalContext().afterRestore(null);
        }
    };
}
