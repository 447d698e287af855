package io.brattice.shell.network;

/** A request that goes nowhere, and the one line that says what to do instead. */
final class RefusedRequest extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedRequest(int status, String line) {
        super(line, null, false, false);
        this.status = status;
    }

    /** It is no request, or can be read as two. */
    static RefusedRequest malformed(String what) {
        return new RefusedRequest(400, what + "; send a plain HTTP/1.1 request");
    }

    /** It is a request that is not granted. */
    static RefusedRequest notGranted(String line) {
        return new RefusedRequest(403, line);
    }

    /** It is granted, and the other end cannot be had. */
    static RefusedRequest unreachable(String line) {
        return new RefusedRequest(502, line);
    }

    int status() {
        return status;
    }

    String line() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
