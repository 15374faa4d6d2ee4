package ai.tierup.simulators.upstream;

/**
 * What one request had to do with a prompt cache.
 *
 * @param readTokens prompt tokens that came from the cache
 * @param writtenTokens further prompt tokens that were written to it
 */
record CacheUse(int readTokens, int writtenTokens) {

    static final CacheUse NONE = new CacheUse(0, 0);
}
