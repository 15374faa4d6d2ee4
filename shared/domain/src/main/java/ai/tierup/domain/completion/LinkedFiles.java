package ai.tierup.domain.completion;

import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.conversation.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Fetches the images and documents that a conversation links to. Safe for concurrent use. */
@FunctionalInterface
public interface LinkedFiles {

    /** The result of a fetch. */
    sealed interface Outcome {

        /** @param contents what stands for each link: the image, or the text of the document */
        record Fetched(Map<Part.Link, Part.Content> contents) implements Outcome {

            public Fetched {
                contents = Map.copyOf(contents);
            }
        }

        /** @param link the first link whose file could not be fetched or read */
        record Failed(Part.Link link, FileProblem problem) implements Outcome {}
    }

    /** Fetches all files within {@code timeLeft}. */
    Outcome fetch(List<Part.Link> links, Duration timeLeft);
}
