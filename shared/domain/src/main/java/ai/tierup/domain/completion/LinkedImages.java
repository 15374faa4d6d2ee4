package ai.tierup.domain.completion;

import ai.tierup.domain.conversation.ImageProblem;
import ai.tierup.domain.conversation.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Fetches the images that a conversation links to. Safe for concurrent use. */
@FunctionalInterface
public interface LinkedImages {

    /** The result of a fetch. */
    sealed interface Outcome {

        /** @param images the image of every link */
        record Fetched(Map<Part.ImageLink, Part.Image> images) implements Outcome {

            public Fetched {
                images = Map.copyOf(images);
            }
        }

        /** @param link the first link whose image could not be fetched */
        record Failed(Part.ImageLink link, ImageProblem problem) implements Outcome {}
    }

    /** Fetches all images within {@code timeLeft}. */
    Outcome fetch(List<Part.ImageLink> links, Duration timeLeft);
}
