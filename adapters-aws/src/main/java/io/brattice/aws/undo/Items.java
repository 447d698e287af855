package io.brattice.aws.undo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Items of DynamoDB. */
final class Items {

    /** A condition has room for so many attributes: it must have less than 4 KB. */
    private static final int MOST = 100;

    private Items() {}

    /**
     * A condition that an item is as it was read, which the service itself checks when it writes: each of its attributes has that value; where there
     * is no item, that there is none. Attributes that somebody adds in between are not seen by it.
     *
     * @param keys the names of the key
     */
    static Map<String, @Nullable Object> unchanged(Map<String, @Nullable Object> item, List<String> keys)
            throws UndoException {
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<String> parts = new ArrayList<>();
        if (item.size() > MOST) {
            throw new UndoException("the item has more than " + MOST + " attributes");
        }
        for (Map.Entry<String, @Nullable Object> attribute : item.entrySet()) {
            int number = names.size();
            names.put("#a" + number, attribute.getKey());
            values.put(":v" + number, attribute.getValue());
            parts.add("#a" + number + " = :v" + number);
        }
        Map<String, @Nullable Object> condition = new LinkedHashMap<>();
        if (item.isEmpty()) {
            names.put("#k", keys.isEmpty() ? "" : keys.get(0));
            parts.add("attribute_not_exists(#k)");
        } else {
            condition.put("ExpressionAttributeValues", values);
        }
        condition.put("ConditionExpression", String.join(" AND ", parts));
        condition.put("ExpressionAttributeNames", names);
        return condition;
    }
}
