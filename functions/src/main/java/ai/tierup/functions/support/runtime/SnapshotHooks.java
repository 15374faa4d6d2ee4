package ai.tierup.functions.support.runtime;

import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.JniHelper;

/** Hooks that run before a snapshot of the function and after its restore. */
interface SnapshotHooks {

    void beforeSnapshot() throws Exception;

    void afterRestore() throws Exception;

    /** Runs the hooks that are registered with CRaC, in the implementation of AWS's runtime client. */
    SnapshotHooks CRAC = new SnapshotHooks() {

        @Override
        public void beforeSnapshot() throws Exception {
            // A hook clears the JVM's DNS cache through native code, which otherwise only AWS's own loop loads.
            JniHelper.load();
            Core.getGlobalContext().beforeCheckpoint(null);
        }

        @Override
        public void afterRestore() throws Exception {
            Core.getGlobalContext().afterRestore(null);
        }
    };
}
