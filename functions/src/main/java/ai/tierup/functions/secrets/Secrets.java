package ai.tierup.functions.secrets;

/**
 * Everything that must not be seen.
 *
 * @param upstreamKey what the aggregator knows us by
 * @param hmacKey under which end users' names go upstream
 */
public record Secrets(String upstreamKey, byte[] hmacKey) {

    /** Without any of them: no log and no exception may show one. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
