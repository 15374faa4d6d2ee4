package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditEvent;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Prints audit logs: the newest events of an account, or all events of a UTC day, which is today unless it is named. */
final class AuditLogCommand implements OperatorCommand {

    private static final String DAY = "--day";

    @Override
    public String usage() {
        return "log [ACCOUNT] [--day YYYY-MM-DD]";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return switch (arguments.size()) {
            case 0 -> true;
            case 1 -> AccountId.isValid(arguments.getFirst());
            case 2 -> isDay(arguments);
            case 3 -> AccountId.isValid(arguments.getFirst()) && isDay(arguments.subList(1, 3));
            default -> false;
        };
    }

    private static boolean isDay(List<String> arguments) {
        return arguments.getFirst().equals(DAY)
                && Arguments.day(arguments.getLast()).isPresent();
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var readAuditLog = new UseCases(service).readAuditLog();
        var account = arguments.size() % 2 == 1
                ? Optional.of(new AccountId(arguments.getFirst()))
                : Optional.<AccountId>empty();
        var day = arguments.size() > 1 ? Arguments.day(arguments.getLast()) : Optional.<LocalDate>empty();
        var events = account.isPresent() && day.isEmpty()
                ? readAuditLog.newest(account.get())
                : readAuditLog.ofDay(account, day);
        events.forEach(event -> out.println(line(event)));
        return OK;
    }

    private static String line(AuditEvent event) {
        var account = event.account();
        var network = event.origin().network();
        return String.join(
                "  ",
                event.id().time().toString(),
                account == null ? "-" : account.value(),
                event.origin().actor().publicName(),
                event.action().publicName(),
                event.target(),
                network == null ? "-" : network.prefix());
    }
}
