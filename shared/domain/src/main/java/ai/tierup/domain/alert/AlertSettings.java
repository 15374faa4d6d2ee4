package ai.tierup.domain.alert;

import ai.tierup.domain.account.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer wants to be told of, and how.
 *
 * @param byMail whether to the account's e-mail address
 * @param since when they began to want it; they are not told of what happened before
 */
public record AlertSettings(
        AccountId account,
        AlertTopics topics,
        boolean byMail,
        @Nullable Webhook webhook,
        Instant since) {

    /** The channels on which they want to be told. */
    List<Channel> channels() {
        var channels = new ArrayList<Channel>();
        if (byMail) {
            channels.add(Channel.MAIL);
        }
        if (webhook != null) {
            channels.add(Channel.WEBHOOK);
        }
        return channels;
    }

    boolean isOn() {
        return !channels().isEmpty() && !topics.equals(AlertTopics.NONE);
    }
}
