package ai.tierup.domain.assess;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The catalogue of the default provider. */
public interface ModelSource {

    /** Returns whether the default provider has a catalogue. A server of one's own models has none. */
    boolean exists();

    /**
     * Reads what is offered now.
     *
     * @param contextTokens the largest request that will be sent; prices are those of requests up to this size
     * @throws IOException if there is no catalogue; the message says why
     */
    Catalogue read(int contextTokens) throws IOException;

    /**
     * Reads who serves these models now, by the slug of the model. It needs a request for each model.
     *
     * @param contextTokens as for {@link #read}
     * @throws IOException if the provider does not say; the message says why
     */
    Map<String, List<Host>> hosts(Collection<String> slugs, int contextTokens) throws IOException;
}
