package ai.tierup.domain.completion;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.completion.LinkedImages.Outcome.Failed;
import ai.tierup.domain.completion.LinkedImages.Outcome.Fetched;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import java.time.InstantSource;

/** Checks a request against its tier, and fetches the images that it links to. Safe for concurrent use. */
public final class AdmitChat {

    private final TierCatalogue catalogue;
    private final TokenCounter counter;
    private final LinkedImages linkedImages;
    private final InstantSource clock;

    public AdmitChat(TierCatalogue catalogue, TokenCounter counter, LinkedImages linkedImages, InstantSource clock) {
        this.catalogue = catalogue;
        this.counter = counter;
        this.linkedImages = linkedImages;
        this.clock = clock;
    }

    /** The result of an admission. */
    sealed interface Outcome {

        record Admitted(Admission admission) implements Outcome {}

        record Refused(ChatRefusal reason) implements Outcome {}
    }

    Outcome admit(ChatCall call) {
        var admission = Admission.of(call, clock.instant(), mappingFor(call), counter);
        return admission.objection().<Outcome>map(Outcome.Refused::new).orElseGet(() -> withImages(admission));
    }

    private TierMapping mappingFor(ChatCall call) {
        return catalogue.published().mappingOf(call.key().account().value());
    }

    private Outcome withImages(Admission admission) {
        var timeLeft = admission.call().deadline().remaining();
        return switch (linkedImages.fetch(admission.imageLinks(), timeLeft)) {
            case Fetched(var images) -> new Outcome.Admitted(admission.with(images, counter));
            case Failed(var link, var problem) ->
                new Outcome.Refused(new ChatRefusal.ImageNotFetched(link.field(), problem));
        };
    }
}
