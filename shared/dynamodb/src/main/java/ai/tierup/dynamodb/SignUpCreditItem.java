package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.credit.SignUpCredit.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * The items of a sign-up credit: {@code pk "CREDIT#<account>"}, and a copy in one of two lists, so that jobs find it by one query.
 * {@code pk "CREDIT#DUE"}, {@code sk "<day>#<account>"} is the list of active credits by the day on which they are due; {@code pk
 * "CREDIT#WAITING"}, {@code sk "<millisecond>#<account>"} that of waiting ones by the time of their opening.
 */
final class SignUpCreditItem {

    static final AttributeValue DUE = AttributeValues.text("CREDIT#DUE");
    static final AttributeValue WAITING = AttributeValues.text("CREDIT#WAITING");

    private static final String ACCOUNT = "account";
    private static final String STATUS = "status";
    private static final String GRANTED_ON = "grantedOn";
    private static final String RELEASES = "releases";
    private static final String TOPPED_UP = "toppedUp";

    private SignUpCreditItem() {}

    static Map<String, AttributeValue> key(AccountId account) {
        return Map.of("pk", AttributeValues.text("CREDIT#" + account.value()), "sk", AttributeValues.text("-"));
    }

    static Map<String, AttributeValue> write(SignUpCredit credit) {
        return item(key(credit.account()), credit);
    }

    /** The copy of a credit in its list; empty when it is in none. */
    static Optional<Map<String, AttributeValue>> listed(SignUpCredit credit) {
        return position(credit).map(position -> item(position, credit));
    }

    /** The key of a credit's copy in its list; empty when it is in none. */
    static Optional<Map<String, AttributeValue>> position(SignUpCredit credit) {
        return switch (credit.status()) {
            case WAITING ->
                Optional.of(position(
                        WAITING,
                        String.format(Locale.ROOT, "%013d", credit.openedAt().toEpochMilli()),
                        credit));
            case ACTIVE, ENDING -> credit.dueOn().map(day -> position(DUE, day.toString(), credit));
            case ENDED -> Optional.empty();
        };
    }

    private static Map<String, AttributeValue> position(AttributeValue list, String order, SignUpCredit credit) {
        return Map.of("pk", list, "sk", AttributeValues.text(order + "#" + credit.account()));
    }

    /** Puts {@code next} in place of {@code seen}. Every change of a credit is in one of the attributes of the condition. */
    static Put.Builder replacing(SignUpCredit seen, SignUpCredit next) {
        return Put.builder()
                .item(write(next))
                .conditionExpression("#status = :status AND releases = :releases AND toppedUp = :toppedUp")
                .expressionAttributeNames(Map.of("#status", STATUS))
                .expressionAttributeValues(Map.of(
                        ":status", status(seen.status()),
                        ":releases", AttributeValues.number(seen.releases()),
                        ":toppedUp", AttributeValue.fromBool(seen.toppedUp())));
    }

    private static Map<String, AttributeValue> item(Map<String, AttributeValue> key, SignUpCredit credit) {
        var item = new HashMap<>(key);
        item.put(ACCOUNT, AttributeValues.text(credit.account().value()));
        item.put("amount", AttributeValues.amount(credit.amount()));
        item.put("openedAt", AttributeValues.text(credit.openedAt().toString()));
        item.put(STATUS, status(credit.status()));
        var grantedOn = credit.grantedOn();
        if (grantedOn != null) {
            item.put(GRANTED_ON, AttributeValues.day(grantedOn));
        }
        item.put(RELEASES, AttributeValues.number(credit.releases()));
        item.put("released", AttributeValues.amount(credit.released()));
        item.put(TOPPED_UP, AttributeValue.fromBool(credit.toppedUp()));
        return item;
    }

    static SignUpCredit read(Map<String, AttributeValue> item) {
        return new SignUpCredit(
                new AccountId(AttributeValues.text(item, ACCOUNT)),
                AttributeValues.amount(item, "amount"),
                Instant.parse(AttributeValues.text(item, "openedAt")),
                Status.valueOf(AttributeValues.text(item, STATUS).toUpperCase(Locale.ROOT)),
                item.containsKey(GRANTED_ON) ? AttributeValues.day(item, GRANTED_ON) : null,
                Math.toIntExact(AttributeValues.number(item, RELEASES)),
                AttributeValues.amount(item, "released"),
                AttributeValues.required(item, TOPPED_UP).bool());
    }

    private static AttributeValue status(Status status) {
        return AttributeValues.text(status.name().toLowerCase(Locale.ROOT));
    }
}
