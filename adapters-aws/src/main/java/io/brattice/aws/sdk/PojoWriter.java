package io.brattice.aws.sdk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills requests of the SDK with plain JSON values. What does not fit is refused, and so is a member that the request does not have. */
final class PojoWriter {

    private PojoWriter() {}

    /**
     * Sets every member.
     *
     * @param builder of a request or of a structure
     * @throws IllegalArgumentException when a member is not there or has another kind; says which
     */
    static void fill(SdkPojo builder, Map<?, ?> members) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        builder.sdkFields().forEach(field -> fields.put(field.memberName(), field));
        members.forEach((key, value) -> {
            String name = String.valueOf(key);
            SdkField<?> field = fields.getOrDefault(name, fields.get(String.valueOf(OwnMembers.of(name))));
            if (field == null) {
                throw new IllegalArgumentException("the SDK that is here knows no member `" + name + "`; leave it out");
            }
            if (value != null) {
                field.set(builder, value(field, value));
            }
        });
    }

    private static @Nullable Object value(SdkField<?> field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        MarshallingType<?> type = field.marshallingType();
        try {
            if (type == MarshallingType.SDK_POJO) {
                return structure(field, (Map<?, ?>) value);
            }
            if (type == MarshallingType.LIST) {
                return list(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), (List<?>) value);
            }
            if (type == MarshallingType.MAP) {
                return map(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), (Map<?, ?>) value);
            }
            return type == MarshallingType.DOCUMENT ? document(value) : scalar(type, value);
        } catch (ClassCastException | ArithmeticException | DateTimeParseException e) {
            throw new IllegalArgumentException("member `" + field.memberName() + "` does not fit: it is no "
                    + type.getTargetClass().getSimpleName() + "; pass what the service's model says");
        }
    }

    private static Object structure(SdkField<?> field, Map<?, ?> members) {
        SdkPojo builder = field.constructor().get();
        fill(builder, members);
        return builder instanceof Buildable buildable ? buildable.build() : builder;
    }

    private static List<@Nullable Object> list(SdkField<?> member, List<?> items) {
        List<@Nullable Object> list = new ArrayList<>(items.size());
        items.forEach(item -> list.add(value(member, item)));
        return list;
    }

    private static Map<String, @Nullable Object> map(SdkField<?> member, Map<?, ?> entries) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        entries.forEach((key, item) -> map.put(String.valueOf(key), value(member, item)));
        return map;
    }

    private static Object scalar(MarshallingType<?> type, Object value) {
        if (type == MarshallingType.STRING) {
            return (String) value;
        }
        if (type == MarshallingType.BOOLEAN) {
            return (Boolean) value;
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.parse((String) value);
        }
        if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode((String) value));
        }
        BigDecimal number = new BigDecimal(String.valueOf((Number) value));
        if (type == MarshallingType.INTEGER) {
            return number.intValueExact();
        }
        if (type == MarshallingType.LONG) {
            return number.longValueExact();
        }
        if (type == MarshallingType.SHORT) {
            return number.shortValueExact();
        }
        if (type == MarshallingType.BYTE) {
            return number.byteValueExact();
        }
        if (type == MarshallingType.FLOAT) {
            return number.floatValue();
        }
        return type == MarshallingType.DOUBLE ? (Object) number.doubleValue() : number;
    }

    private static Document document(@Nullable Object value) {
        if (value == null) {
            return Document.fromNull();
        }
        if (value instanceof String text) {
            return Document.fromString(text);
        }
        if (value instanceof Boolean truth) {
            return Document.fromBoolean(truth);
        }
        if (value instanceof Number number) {
            return Document.fromNumber(SdkNumber.fromString(number.toString()));
        }
        if (value instanceof List<?> items) {
            List<Document> list = new ArrayList<>();
            items.forEach(item -> list.add(document(item)));
            return Document.fromList(list);
        }
        Map<String, Document> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, item) -> map.put(String.valueOf(key), document(item)));
        return Document.fromMap(map);
    }
}
