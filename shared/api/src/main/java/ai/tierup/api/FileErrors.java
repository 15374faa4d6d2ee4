package ai.tierup.api;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.conversation.Part;

/** The errors about files that cannot be fetched or read. */
public final class FileErrors {

    private static final String SEND_IT = "Send the file itself, in Base64.";

    private FileErrors() {}

    /** @param field the field that contains the file, or links to it */
    public static ApiError of(String field, FileProblem problem) {
        return ApiErrors.invalidValue(field, message(problem)).because(new ChatRefusal.FileRefused(field, problem));
    }

    /**
     * Returns the error about a document that would have to be fetched to count its tokens. Whoever counts is not charged, and must not have
     * files fetched for nothing.
     */
    public static ApiError notCounted(Part.DocumentLink document) {
        return RequestErrors.inFull(ApiErrors.unsupported(
                document.field(),
                "A count does not fetch documents, so the tokens of this one are not known. Send the document itself, in"
                        + " Base64, or leave it out."));
    }

    private static String message(FileProblem problem) {
        return switch (problem) {
            case NOT_PUBLIC ->
                "The address is in a private network, where we do not look. You were not charged. " + SEND_IT;
            case UNREACHABLE ->
                "The address did not answer with the file. It has to do so over https, without a redirect. You were not"
                        + " charged. "
                        + SEND_IT;
            case TOO_SLOW -> "The linked files took too long to load. You were not charged. " + SEND_IT;
            case TOO_LARGE ->
                "A linked file is larger than 10 MB, or all linked files of the request together are larger than 20 MB."
                        + " You were not charged. Send smaller files.";
            case NOT_AN_IMAGE ->
                "The address did not answer with an image in PNG, JPEG, WebP or GIF format. You were not charged. Send"
                        + " the image itself, in Base64.";
            case TOO_MANY_IMAGES -> "The request has too many images. You were not charged. Send fewer.";
            case NOT_A_DOCUMENT ->
                "The file is neither a PDF nor text in UTF-8. You were not charged. Send its text, or save it as a PDF."
                        + " Pictures are sent as images.";
            case DAMAGED ->
                "The PDF is damaged, or protected by a password. You were not charged. Send one that opens without a"
                        + " password.";
            case ENCRYPTED -> "The PDF is encrypted. You were not charged. Save it without protection, and send that.";
            case TOO_MANY_PAGES ->
                "The PDF has more than " + DocumentReader.MAX_PAGES
                        + " pages. You were not charged. Send only the pages that matter.";
            case TOO_COMPLEX ->
                "The PDFs of this request take too long to read, or too much memory. You were not charged. Send fewer or"
                        + " simpler ones, or their text.";
            case WITHOUT_TEXT ->
                "The PDF contains no text, only pictures. You were not charged. Send its pages as images.";
        };
    }
}
