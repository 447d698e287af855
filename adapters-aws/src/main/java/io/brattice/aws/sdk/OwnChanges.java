package io.brattice.aws.sdk;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the SDK itself changes in a request after it was judged. The whole list: anything else that differs was changed by somebody.
 *
 * <ul>
 *   <li>{@code CreateBucket} gets the region of its client
 *   <li>{@code GetObject} asks for checksums
 *   <li>metadata of objects lose blanks at their ends
 * </ul>
 */
final class OwnChanges {

    private OwnChanges() {}

    /** True when these members are those that were judged, but for what the SDK changes. */
    static boolean isStill(AwsCall judged, Map<String, @Nullable Object> now) {
        Arguments sent = Arguments.from(now);
        if (sent.equals(judged.parameters())) {
            return true;
        }
        return judged.service().equals("s3")
                && settled(judged, judged.parameters().asMap()).equals(settled(judged, sent.asMap()));
    }

    private static Arguments settled(AwsCall judged, Map<String, @Nullable Object> members) {
        Map<String, @Nullable Object> settled = new LinkedHashMap<>(members);
        switch (judged.operation()) {
            case "CreateBucket" -> located(judged, settled);
            case "GetObject" -> settled.remove("ChecksumMode");
            case "PutObject", "CreateMultipartUpload" ->
                settled.computeIfPresent("Metadata", (name, old) -> trimmed(old));
            default -> {} // of other operations it changes nothing
        }
        return Arguments.from(settled);
    }

    private static void located(AwsCall judged, Map<String, @Nullable Object> members) {
        if (!(members.get("CreateBucketConfiguration") instanceof Map<?, ?> configuration)) {
            return;
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        configuration.forEach((name, value) -> rest.put(String.valueOf(name), value));
        if (judged.place().region().equals(java.util.Optional.ofNullable(rest.get("LocationConstraint")))) {
            rest.remove("LocationConstraint");
        }
        if (rest.isEmpty()) {
            members.remove("CreateBucketConfiguration");
        } else {
            members.put("CreateBucketConfiguration", rest);
        }
    }

    private static Object trimmed(Object metadata) {
        if (!(metadata instanceof Map<?, ?> entries)) {
            return metadata;
        }
        Map<String, @Nullable Object> trimmed = new LinkedHashMap<>();
        entries.forEach((key, value) ->
                trimmed.put(String.valueOf(key).strip(), value instanceof String text ? text.strip() : value));
        return trimmed;
    }
}
