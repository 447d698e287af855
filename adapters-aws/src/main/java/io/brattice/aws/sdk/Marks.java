package io.brattice.aws.sdk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Which signed requests a guard has seen right before they are sent. A signature is of one request and nobody can make it twice, so it is the
 * mark; what is not signed has no credentials, and is known by what it says.
 */
final class Marks {

    /** A client without a turnstile leaves its marks behind; the oldest are forgotten. */
    private static final int KEPT = 10_000;

    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KEPT;
        }
    });

    synchronized void saw(SdkHttpRequest request) {
        seen.add(mark(request));
    }

    /** True once for a request that was seen. */
    synchronized boolean take(SdkHttpRequest request) {
        return seen.remove(mark(request));
    }

    private static String mark(SdkHttpRequest request) {
        return request.firstMatchingHeader("Authorization")
                .orElseGet(() -> request.method() + " " + request.encodedPath() + " "
                        + request.encodedQueryParameters().orElse("") + " "
                        + request.firstMatchingHeader("amz-sdk-invocation-id").orElse(""));
    }
}
