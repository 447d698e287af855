package io.brattice.aws.lookup;

import io.brattice.aws.rule.FactRow;
import java.util.Map;
import java.util.Set;

/** What is asked about the caller: whose credentials a call would be signed with. Known for ten minutes once it was asked. */
public final class Identity {

    /** The number of the account. */
    public static final FactRow ACCOUNT =
            new FactRow("caller.account", "sts", "GetCallerIdentity", Map.of(), "/Account", null, Set.of());

    /** Who: {@code arn:aws:sts::123456789012:assumed-role/deploy/session}. */
    public static final FactRow ARN =
            new FactRow("caller.arn", "sts", "GetCallerIdentity", Map.of(), "/Arn", null, Set.of());

    /** What people call the account; null where nobody named it. */
    public static final FactRow ALIAS =
            new FactRow("caller.alias", "iam", "ListAccountAliases", Map.of(), "/AccountAliases/0", null, Set.of());

    /** The policies of a role: the names of those that are attached. Asked of a call that has its `RoleName`. */
    public static final FactRow POLICIES = new FactRow(
            "caller.policies",
            "iam",
            "ListAttachedRolePolicies",
            Map.of("RoleName", "$.RoleName"),
            "/AttachedPolicies/*/PolicyName",
            null,
            Set.of("NoSuchEntity"));

    private Identity() {}

    /** True for a row that is about the caller, and not about what a call touches. */
    static boolean is(FactRow row) {
        return row.id().startsWith("caller.") || row.operation().equals("GetCallerIdentity");
    }
}
