package ai.tierup.domain.assess;

import java.util.List;

/**
 * What a provider offers.
 *
 * @param unreadable the entries that make no sense, each with its name and the reason
 */
public record Catalogue(List<Listing> listings, List<String> unreadable) {

    public Catalogue {
        listings = List.copyOf(listings);
        unreadable = List.copyOf(unreadable);
    }
}
