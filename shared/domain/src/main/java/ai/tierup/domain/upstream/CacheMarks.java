package ai.tierup.domain.upstream;

/**
 * The places up to which a vendor that caches only what is marked is asked to cache a prompt.
 *
 * @param afterSystem after the system messages at the beginning
 * @param atEnd at the end of the last message
 */
public record CacheMarks(boolean afterSystem, boolean atEnd) {

    public static final CacheMarks NONE = new CacheMarks(false, false);

    public boolean isEmpty() {
        return !afterSystem && !atEnd;
    }
}
