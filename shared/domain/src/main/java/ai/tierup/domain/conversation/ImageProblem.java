package ai.tierup.domain.conversation;

/** The reason a linked image could not be fetched. */
public enum ImageProblem {
    /** The address is one of a private or reserved network. */
    NOT_PUBLIC,
    /** There was no answer, or another one than the image. Deliberately no more precise: it would tell who listens where. */
    UNREACHABLE,
    TOO_SLOW,
    TOO_LARGE,
    /** What came is in none of the formats of {@link ImageType}. */
    NOT_AN_IMAGE
}
