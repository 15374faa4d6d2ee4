package ai.tierup.api;

/** Aborts the reading of a request at its first error. The reader's entry point catches it. */
public final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    public BadRequest(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}
