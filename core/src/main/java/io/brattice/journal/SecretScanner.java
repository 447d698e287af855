package io.brattice.journal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds one shape of secret in a text.
 *
 * <p>Each looks at a character at most a fixed number of times, whatever the text: hence no regular expressions.
 */
interface SecretScanner {

    /** What the replacement calls it. */
    String name();

    /** The first one at or after a position. */
    Optional<Span> find(String text, int from);

    /** Where a secret is: from {@code start} up to but without {@code end}. */
    record Span(int start, int end) {}

    static List<SecretScanner> of(Redaction.Shape shape) {
        return switch (shape) {
            case AWS_ACCESS_KEY_ID ->
                Stream.of("AKIA", "ASIA", "ABIA", "ACCA")
                        .map(prefix -> new TokenScanner("aws access key id", prefix, TokenScanner.UPPER, 16))
                        .collect(Collectors.toUnmodifiableList());
            case PRIVATE_KEY -> List.of(new PemScanner());
            case BEARER_TOKEN -> List.of(new TokenScanner("bearer token", "bearer ", TokenScanner.TOKEN68, 16));
            case JWT -> List.of(new TokenScanner("jwt", "eyJ", TokenScanner.DOTTED, 17));
            case GITHUB_TOKEN ->
                Stream.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_")
                        .map(prefix -> new TokenScanner("github token", prefix, TokenScanner.URL_SAFE, 20))
                        .collect(Collectors.toUnmodifiableList());
            case EMAIL -> List.of(new EmailScanner());
        };
    }
}
