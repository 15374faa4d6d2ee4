package ai.tierup.domain.repeat;

import ai.tierup.domain.account.AccountId;
import java.util.Collection;
import java.util.List;

/** Store of the markers of each account. */
public interface Markers {

    /** Stores {@code markers}. Each replaces the one of the same prefix. */
    void put(AccountId account, Collection<Marker> markers);

    /**
     * Finds the account's markers of these prefixes, in no particular order. A marker that was stored a moment ago may be missing, and one
     * that has expired may be there.
     */
    List<Marker> find(AccountId account, Collection<PrefixHash> prefixes);
}
