package ai.tierup.operator.evaluate;

import ai.tierup.domain.assess.Screen;
import java.io.PrintStream;
import java.util.List;

/** Prints which models of a catalogue suit a tier. */
record ScreenPrinter(PrintStream out) {

    void print(List<Screen.Screened> models, List<String> unreadable) {
        var suitable = models.stream().filter(Screen.Screened::isSuitable).toList();
        out.println(suitable.size() + " of " + models.size() + " models suit the tier. A typical request costs:");
        for (var model : suitable) {
            var listing = model.listing();
            var hosts = listing.remarks().hosts();
            out.println("  %-45s %s  %s/%s  %s%s"
                    .formatted(
                            listing.slug(),
                            model.typicalCost(),
                            listing.pricing().tokens().input().usdPerMillion(),
                            listing.pricing().tokens().output().usdPerMillion(),
                            hosts == null ? "hosts not counted" : hosts + (hosts == 1 ? " host" : " hosts"),
                            model.isChosen() && hosts != null ? "" : "  (only if it is named)"));
        }
        out.println("The others do not:");
        models.stream()
                .filter(model -> !model.isSuitable())
                .forEach(model ->
                        out.println("  " + model.listing().slug() + " " + String.join(", and ", model.objections())));
        if (!unreadable.isEmpty()) {
            out.println("Entries that make no sense:");
            unreadable.forEach(entry -> out.println("  " + entry));
        }
    }
}
