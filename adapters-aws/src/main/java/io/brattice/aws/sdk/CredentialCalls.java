package io.brattice.aws.sdk;

import io.brattice.aws.call.AwsCall;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Calls by which the SDK gets the credentials of other calls. They are let through, because a call that waits for its credentials must not wait
 * for a gate that waits for the call; and only where a credentials provider of the SDK makes them, which the stack tells.
 */
final class CredentialCalls {

    private static final Map<String, Set<String>> CALLS = Map.of(
            "sts",
            Set.of(
                    "AssumeRole",
                    "AssumeRoleWithWebIdentity",
                    "AssumeRoleWithSAML",
                    "GetSessionToken",
                    "GetFederationToken"),
            "sso",
            Set.of("GetRoleCredentials"),
            "sso-oidc",
            Set.of("CreateToken"),
            "signin",
            Set.of("CreateOAuth2Token"),
            "s3",
            Set.of("CreateSession"));

    private static final Set<String> HOMES = Set.of(
            "software.amazon.awssdk.services.sts.",
            "software.amazon.awssdk.services.sso.",
            "software.amazon.awssdk.services.ssooidc.",
            "software.amazon.awssdk.services.signin.",
            "software.amazon.awssdk.services.s3.internal.s3express.");

    private CredentialCalls() {}

    /** True when the SDK makes this call for itself. */
    static boolean isOne(AwsCall call, SdkRequest request) {
        return CALLS.getOrDefault(call.service(), Set.of()).contains(call.operation())
                && isFromProvider(request.getClass().getClassLoader());
    }

    private static boolean isFromProvider(ClassLoader sdk) {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.anyMatch(frame -> isProvider(frame.getClassName())
                        && frame.getDeclaringClass().getClassLoader() == sdk));
    }

    /** Providers of identities; those of end points and of ways to sign are on the stack of every call. */
    private static boolean isProvider(String name) {
        int inner = name.indexOf('$');
        String outer = inner < 0 ? name : name.substring(0, inner);
        return (outer.endsWith("CredentialsProvider")
                        || outer.endsWith("TokenProvider")
                        || outer.endsWith("IdentityProvider")
                        || outer.endsWith("IdentityCache"))
                && HOMES.stream().anyMatch(outer::startsWith);
    }
}
