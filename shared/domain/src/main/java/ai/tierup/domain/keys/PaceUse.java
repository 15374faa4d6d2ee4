package ai.tierup.domain.keys;

/** What a key has used in one minute. */
public record PaceUse(long requests, long tokens) {

    static final PaceUse NONE = new PaceUse(0, 0);
}
