package io.brattice.aws.command;

import io.brattice.shell.program.Term;
import java.util.Optional;

/**
 * A place that {@code aws s3} copies from or to.
 *
 * @param remote true for one in a bucket
 * @param bucket empty where it is not known, or on this machine
 * @param key what stands behind the bucket; empty where it is not known
 * @param word as it is written
 */
record S3Path(boolean remote, Optional<String> bucket, Optional<String> key, Term word) {

    private static final String SCHEME = "s3://";

    static S3Path of(Term word) {
        String text = word.text();
        if (!text.startsWith(SCHEME)) {
            return new S3Path(false, Optional.empty(), Optional.empty(), word);
        }
        return in(text.substring(SCHEME.length()), word);
    }

    /** The same for commands that take a bucket with and without {@code s3://}. */
    static S3Path ofBucket(Term word) {
        String text = word.text();
        return in(text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text, word);
    }

    /** An access point is named by an ARN that has slashes in it. */
    private static S3Path in(String text, Term word) {
        int from = 0;
        if (text.startsWith("arn:")) {
            int point = text.indexOf("accesspoint");
            from = point < 0 ? text.length() : Math.min(text.length(), point + "accesspoint/".length());
        }
        int slash = text.indexOf('/', from);
        if (slash < 0) {
            return new S3Path(
                    true,
                    word.known() && !text.isEmpty() ? Optional.of(text) : Optional.empty(),
                    word.known() ? Optional.of("") : Optional.empty(),
                    word);
        }
        return new S3Path(
                true,
                Optional.of(text.substring(0, slash)),
                word.known() ? Optional.of(text.substring(slash + 1)) : Optional.empty(),
                word);
    }

    /** True for the standard input or output. */
    boolean isStream() {
        return word.known() && word.text().equals("-");
    }

    /** True where it may turn out to be in a bucket, or not. */
    boolean isOpen() {
        return !remote && !word.known() && SCHEME.startsWith(word.text());
    }

    /** The last name of the path. */
    String last() {
        String text = key.orElse(word.text());
        String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return bare.substring(bare.lastIndexOf('/') + 1);
    }
}
