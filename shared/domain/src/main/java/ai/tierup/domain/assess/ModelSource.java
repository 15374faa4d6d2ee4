package ai.tierup.domain.assess;

import java.io.IOException;

/** The catalogue of the default provider. */
@FunctionalInterface
public interface ModelSource {

    /**
     * Reads what is offered now.
     *
     * @param contextTokens the largest request that will be sent; prices are those of requests up to this size
     * @throws IOException if there is no catalogue; the message says why
     */
    Catalogue read(int contextTokens) throws IOException;
}
