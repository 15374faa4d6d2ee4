package ai.tierup.domain.completion;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.completion.LinkedFiles.Outcome.Failed;
import ai.tierup.domain.completion.LinkedFiles.Outcome.Fetched;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.repeat.Recognition;
import ai.tierup.domain.repeat.RepeatedInput;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import java.time.InstantSource;

/**
 * Checks a request against its tier, fetches the files that it links to, and starts to recognise what of its input is repeated. Safe for
 * concurrent use.
 */
public final class AdmitChat {

    private final TierCatalogue catalogue;
    private final TokenCounter counter;
    private final LinkedFiles linkedFiles;
    private final RepeatedInput repeatedInput;
    private final InstantSource clock;

    public AdmitChat(
            TierCatalogue catalogue,
            TokenCounter counter,
            LinkedFiles linkedFiles,
            RepeatedInput repeatedInput,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.counter = counter;
        this.linkedFiles = linkedFiles;
        this.repeatedInput = repeatedInput;
        this.clock = clock;
    }

    /** The result of an admission. */
    sealed interface Outcome {

        /** @param recognition runs while the hold is placed */
        record Admitted(Admission admission, Recognition recognition) implements Outcome {}

        record Refused(ChatRefusal reason) implements Outcome {}
    }

    Outcome admit(ChatCall call) {
        var admission = Admission.of(call, clock.instant(), mappingFor(call), counter);
        return admission.objection().<Outcome>map(Outcome.Refused::new).orElseGet(() -> withFiles(admission));
    }

    private TierMapping mappingFor(ChatCall call) {
        return catalogue.published().mappingOf(call.key().account().value());
    }

    private Outcome withFiles(Admission admission) {
        var links = admission.links();
        if (links.isEmpty()) {
            return admitted(admission);
        }
        return switch (linkedFiles.fetch(links, admission.call().deadline().remaining())) {
            case Fetched(var contents) -> {
                var complete = admission.with(contents, counter);
                yield complete.objection().<Outcome>map(Outcome.Refused::new).orElseGet(() -> admitted(complete));
            }
            case Failed(var link, var problem) ->
                new Outcome.Refused(new ChatRefusal.FileRefused(link.field(), problem));
        };
    }

    /** Visitors of the playground share an account. None of them may learn what another has sent. */
    private Recognition recognition(Admission admission) {
        var key = admission.call().key();
        var conversation = admission.call().request().conversation();
        return key.isVisitor()
                ? repeatedInput.nothing()
                : repeatedInput.recognise(key.account(), admission.tier().id(), conversation, admission.input());
    }

    private Outcome admitted(Admission admission) {
        return new Outcome.Admitted(admission, recognition(admission));
    }
}
