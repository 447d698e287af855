package io.brattice.aws.rule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who a grant is for. */
final class Principals {

    private static final Pattern ACCOUNT =
            Pattern.compile("(\\d{12})|arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\\d{12}):.+");
    private static final Pattern SERVICE =
            Pattern.compile("[a-z0-9.-]+\\.(amazonaws\\.com(\\.cn)?|aws\\.internal|amazon\\.com|aws)");

    private Principals() {}

    /** Whether it is everybody. */
    static boolean everybody(String principal) {
        return principal.contains("*");
    }

    /** Whether it is a service of AWS. */
    static boolean service(String principal) {
        return SERVICE.matcher(principal).matches();
    }

    /** Whether a principal is of another account than the caller's; a service is of none. */
    static Truth foreign(String principal, World world) {
        if (everybody(principal)) {
            return Truth.YES;
        }
        if (service(principal)) {
            return Truth.NO;
        }
        Matcher matcher = ACCOUNT.matcher(principal);
        if (!matcher.matches()) {
            return Truth.UNKNOWN;
        }
        String account = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        Fact own = world.account();
        return own.known() && own.value() instanceof String known ? Truth.of(!known.equals(account)) : Truth.UNKNOWN;
    }
}
