package io.brattice.aws.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sorts of values that a literal cannot tell. What cannot be read as such a value is unknown. */
enum Sort {
    /** A network that anybody may be in: {@code 0.0.0.0/0}, {@code ::/0}, and what is nearly as wide. */
    OPEN_NETWORK(false),
    /** A policy that lets anybody in. */
    PUBLIC_POLICY(false),
    /** A policy that lets another account in. */
    FOREIGN_POLICY(true),
    /** A policy with which one can do anything, or give oneself what one needs for that. */
    ADMIN_POLICY(false),
    /** A policy that denies something: whoever takes it away gives that. */
    DENYING_POLICY(false),
    /** The ARN of a managed policy of AWS with which one can do a great deal. */
    ADMIN_ARN(false),
    /** The ARN of a managed policy that is AWS's own. */
    OWN_POLICY_OF_AWS(false),
    /** A principal (account, ARN, organization) that is not of this account. */
    FOREIGN_PRINCIPAL(true),
    /** A key of a tag on which a tier, a policy or a plan of backups may depend. */
    PROTECTIVE_TAG(false),
    /** Tags none of which has such a key. */
    PLAIN_TAGS(false);

    private final boolean asks;

    Sort(boolean asks) {
        this.asks = asks;
    }

    boolean asks() {
        return asks;
    }

    static Optional<Sort> named(String name) {
        return Arrays.stream(values())
                .filter(sort -> sort.toString().equals(name))
                .findFirst();
    }

    static String allowed() {
        return Arrays.stream(values()).map(Sort::toString).collect(Collectors.joining(", "));
    }

    Truth test(@Nullable Object value, World world) {
        return switch (this) {
            case OPEN_NETWORK -> value instanceof String text ? Networks.open(text) : Truth.UNKNOWN;
            case PUBLIC_POLICY -> Policies.publicly(value);
            case FOREIGN_POLICY -> Policies.foreign(value, world);
            case ADMIN_POLICY -> Policies.admin(value);
            case DENYING_POLICY -> Policies.denies(value);
            case ADMIN_ARN -> value instanceof String text ? Truth.of(grand(text)) : Truth.UNKNOWN;
            case OWN_POLICY_OF_AWS ->
                value instanceof String text
                        ? Truth.of(text.matches("arn:aws[a-z-]*:iam::aws:policy/[A-Za-z0-9/_+=.,@-]+"))
                        : Truth.UNKNOWN;
            case FOREIGN_PRINCIPAL -> value instanceof String text ? Principals.foreign(text, world) : Truth.UNKNOWN;
            case PLAIN_TAGS -> Tags.plain(value);
            case PROTECTIVE_TAG -> value instanceof String text ? Truth.of(Tags.protects(text)) : Truth.UNKNOWN;
        };
    }

    private static final List<String> GRAND = List.of(
            "admin", "fullaccess", "poweruser", "root", "owner", "superuser", "iamfull", "organizations", "readwrite");

    private static boolean grand(String arn) {
        String lower = arn.toLowerCase(Locale.ROOT);
        return GRAND.stream().anyMatch(lower::contains);
    }

    /** As rules name it: {@code open-network}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
