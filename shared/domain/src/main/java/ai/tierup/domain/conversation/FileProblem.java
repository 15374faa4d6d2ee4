package ai.tierup.domain.conversation;

/** The reason a file cannot stand in a conversation: it could not be fetched, or not be read. */
public enum FileProblem {
    /** The address is one of a private or reserved network. */
    NOT_PUBLIC,
    /** There was no answer, or another one than the file. Deliberately no more precise: it would tell who listens where. */
    UNREACHABLE,
    TOO_SLOW,
    TOO_LARGE,
    /** The file is in none of the formats of {@link ImageType}. */
    NOT_AN_IMAGE,
    /** The request has more images than the client's API allows. */
    TOO_MANY_IMAGES,
    /** The file is neither text nor a PDF. */
    NOT_A_DOCUMENT,
    /** A PDF that is no PDF after its first bytes. */
    DAMAGED,
    /** A PDF whose text only a password opens. */
    ENCRYPTED,
    TOO_MANY_PAGES,
    /** To read the PDF would take too much memory or time, also because of the other PDFs in the request. */
    TOO_COMPLEX,
    /** A PDF of pictures only. */
    WITHOUT_TEXT
}
