package ai.tierup.api;

/** Leaves the reading of a request at the first thing that is wrong with it. Whoever reads the request catches it. */
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
