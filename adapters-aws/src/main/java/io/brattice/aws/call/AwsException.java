package io.brattice.aws.call;

import java.util.Objects;

/** A call that came to nothing, or of which that is not known. */
public final class AwsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean answered;

    /**
     * @param code the service's code of the error: {@code DBInstanceNotFound}; empty where no service answered
     * @param answered true when the service answered: then nothing was done
     */
    public AwsException(String code, boolean answered, String message) {
        super(message);
        this.code = Objects.requireNonNull(code, "code");
        this.answered = answered;
    }

    /** The same, and what was thrown by what sent the call. */
    public AwsException(String code, boolean answered, String message, Throwable cause) {
        this(code, answered, message);
        initCause(cause);
    }

    /** The service's code of the error: {@code DBInstanceNotFound}; empty where no service answered. */
    public String code() {
        return code;
    }

    /** True when the service answered, and so did nothing; false when it may have done it. */
    public boolean answered() {
        return answered;
    }
}
