package io.brattice.aws.judge;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.lookup.Identity;
import io.brattice.aws.rule.Fact;
import io.brattice.aws.rule.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose credentials a call would be signed with, and whether they are a person's, or wider than a program needs. */
final class Deputy {

    private static final Set<String> WIDE = Set.of(
            "AdministratorAccess",
            "PowerUserAccess",
            "IAMFullAccess",
            "SystemAdministrator",
            "AdministratorAccess-Amplify");
    private static final String SSO = "AWSReservedSSO_";

    private Deputy() {}

    /** The caller's account; {@link Target#UNKNOWN} where it could not be had. */
    static String account(AwsCall call, Facts facts) {
        Fact fact = facts.of(Identity.ACCOUNT, call);
        return fact.value() instanceof String text && isAccount(text) ? text : Target.UNKNOWN;
    }

    /** Twelve digits. */
    static boolean isAccount(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Who calls, in one line, and what is wrong with that; nothing where nothing is looked up. */
    static List<String> lines(AwsCall call, Facts facts) {
        Fact fact = facts.of(Identity.ARN, call);
        if (!(fact.value() instanceof String arn)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        Fact alias = facts.of(Identity.ALIAS, call);
        String account = alias.value() instanceof String name ? ", account `" + Words.shown(name, 63) + "`" : "";
        lines.add("signed by `" + Words.shown(arn, 120) + "`" + account);
        flag(arn).ifPresent(lines::add);
        Optional<String> role = role(arn);
        if (role.isPresent()) {
            AwsCall asked = call.other("iam", "ListAttachedRolePolicies", Arguments.of("RoleName", role.get()));
            if (facts.of(Identity.POLICIES, asked).value() instanceof List<?> policies) {
                policies.stream()
                        .filter(WIDE::contains)
                        .findFirst()
                        .ifPresent(policy -> lines.add("the role `" + Words.shown(role.get(), 64) + "` has `" + policy
                                + "`: an agent should have a role of its own, with what it needs"));
            }
        }
        return lines;
    }

    /** What the name alone tells. */
    private static Optional<String> flag(String arn) {
        String rest = Arn.of(arn)
                .map(one -> one.type().isEmpty() ? one.name() : one.type() + "/" + one.name())
                .orElse("");
        if (rest.equals("root")) {
            return Optional.of("the caller is the root user of the account: an agent must not be");
        }
        if (rest.startsWith("user/")) {
            return Optional.of("the caller is an IAM user, as people are: an agent should have a role of its own");
        }
        Optional<String> role = role(arn);
        if (role.isPresent() && role.get().startsWith(SSO)) {
            return Optional.of("the role is that of a person who signed in (`" + Words.shown(role.get(), 64)
                    + "`): an agent should have a role of its own");
        }
        if (rest.startsWith("assumed-role/") && rest.contains("@")) {
            return Optional.of("the session has a person's name: an agent should have a role of its own");
        }
        return Optional.empty();
    }

    private static Optional<String> role(String arn) {
        return Arn.of(arn)
                .filter(one -> one.type().equals("assumed-role"))
                .map(Arn::name)
                .map(name -> {
                    int slash = name.indexOf('/');
                    return slash < 0 ? name : name.substring(0, slash);
                });
    }
}
