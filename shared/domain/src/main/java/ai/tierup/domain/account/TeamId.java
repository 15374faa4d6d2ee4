package ai.tierup.domain.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of a team, by which records that outlive the account refer to it. It is a hash, so that it does not tell the name, which is personal
 * data. A team that is removed and added again has the same id.
 *
 * @param value {@code team_} and 16 hexadecimal digits
 */
public record TeamId(String value) {

    private static final String PREFIX = "team_";
    private static final int HASH_BYTES = 8;

    public static TeamId of(AccountId account, TeamName name) {
        var text = account.value() + "/" + name.value();
        return new TeamId(PREFIX + HexFormat.of().formatHex(sha256(text), 0, HASH_BYTES));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
