package ai.tierup.domain.proof;

import ai.tierup.domain.proof.Call.Apply;
import ai.tierup.domain.proof.Call.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * Removes from a state those messages that can no longer change anything, so that states which differ only in them become equal. A
 * test compares the stores that are reached with and without it.
 */
final class MessagePruner {

    private final Protocol protocol;
    private final Map<Seen, Messages> known = new HashMap<>();

    MessagePruner(Protocol protocol) {
        this.protocol = protocol;
    }

    private record Seen(Interned<Store> store, Messages messages) {}

    WalletState prune(WalletState state) {
        return state.with(known.computeIfAbsent(new Seen(state.store(), state.messages()), this::unspent));
    }

    private Messages unspent(Seen seen) {
        var left = seen.messages;
        for (var message : seen.messages.all()) {
            if (protocol.isSpent(
                    message.value(), seen.store.value(), isPlaceUnderWay(message.value(), seen.messages))) {
                left = left.without(message);
            }
        }
        return left;
    }

    private static boolean isPlaceUnderWay(Call call, Messages messages) {
        return call instanceof Apply(var application)
                && messages.all().stream()
                        .anyMatch(other -> other.value() instanceof Place(var placement)
                                && placement.key().equals(application.key()));
    }
}
