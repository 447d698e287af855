package io.brattice.aws.sdk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Members that the SDK for Java names otherwise than the service does. The whole list, found by comparing its requests with the models; rules
 * know the names of the models.
 */
final class OwnMembers {

    /** The SDK's name by the model's. */
    private static final Map<String, String> BY_MODEL = Map.of(
            "Bucket", "DestinationBucket",
            "Key", "DestinationKey",
            "StackStatusFilter", "stackStatusFilters");

    private OwnMembers() {}

    /** Another name under which the SDK may have the member that the model calls so. */
    static @Nullable String of(String model) {
        return BY_MODEL.get(model);
    }

    /** Puts the model's names in the place of the SDK's. The three that say what is copied become the one that is sent. */
    static void settle(Map<String, @Nullable Object> members) {
        BY_MODEL.forEach((model, own) -> {
            if (members.containsKey(own) && !members.containsKey(model)) {
                members.put(model, members.remove(own));
            }
        });
        Object bucket = members.remove("SourceBucket");
        Object key = members.remove("SourceKey");
        Object version = members.remove("SourceVersionId");
        if (bucket != null && key != null && !members.containsKey("CopySource")) {
            String source = encoded(bucket + "/" + key);
            members.put("CopySource", version == null ? source : source + "?versionId=" + encoded(version));
        }
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~")
                .replace("%2F", "/");
    }
}
