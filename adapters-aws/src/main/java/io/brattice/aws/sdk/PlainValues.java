package io.brattice.aws.sdk;

import io.brattice.action.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Requests and answers of the SDK as plain JSON values, under the names of the service's model.
 *
 * <p>What was not set is left out, bytes are Base64 (above 16 KiB their digest), instants ISO 8601. Streams are no members, so they are not there. On the path of every
 * allowed read, so it makes one map for each structure and nothing else.
 */
final class PlainValues {

    /** How many bytes are written out; of more there is the digest. */
    private static final int LARGEST = 16 << 10;

    private PlainValues() {}

    /** The members that are set. */
    static Map<String, @Nullable Object> of(SdkPojo pojo) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        List<SdkField<?>> fields = pojo.sdkFields();
        for (int i = 0; i < fields.size(); i++) {
            SdkField<?> field = fields.get(i);
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                members.put(field.memberName(), value(value));
            }
        }
        return members;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof SdkPojo pojo) {
            return of(pojo);
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> plain = new ArrayList<>(items.size());
            items.forEach(item -> plain.add(value(item)));
            return plain;
        }
        if (value instanceof Map<?, ?> entries) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            entries.forEach((key, item) -> plain.put(String.valueOf(key), value(item)));
            return plain;
        }
        if (value instanceof SdkBytes bytes) {
            return bytes(bytes.asByteArrayUnsafe());
        }
        if (value instanceof Instant instant) {
            return instant.toString();
        }
        return value instanceof Document document ? document(document) : String.valueOf(value);
    }

    /** The code of a function is larger than a call may be; what it is stays known by its digest. */
    private static String bytes(byte[] bytes) {
        return bytes.length <= LARGEST
                ? Base64.getEncoder().encodeToString(bytes)
                : Digest.of(bytes) + " of " + bytes.length + " bytes";
    }

    /** JSON has no word for what is no number; the protocols write it as a string. */
    private static Object number(Number number) {
        double value = number.doubleValue();
        return Double.isFinite(value) ? number : String.valueOf(value);
    }

    private static @Nullable Object document(Document document) {
        if (document.isNull()) {
            return null;
        }
        if (document.isBoolean()) {
            return document.asBoolean();
        }
        if (document.isNumber()) {
            return document.asNumber().bigDecimalValue();
        }
        if (document.isString()) {
            return document.asString();
        }
        if (document.isList()) {
            List<@Nullable Object> plain = new ArrayList<>();
            document.asList().forEach(item -> plain.add(document(item)));
            return plain;
        }
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        document.asMap().forEach((key, item) -> plain.put(key, document(item)));
        return plain;
    }
}
