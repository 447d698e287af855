package io.brattice.rulebook.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forms of the language as a JSON Schema (draft 2020-12), for editors. It says all that the forms say; what depends on more than
 * one place (a reversed range, an approval of a rule that denies) only the reader finds.
 */
final class Schema {

    private static final String ID = "https://brattice.io/schema/rulebook/1";

    private Schema() {}

    /** Of a rulebook. */
    static String text() {
        return Json.pretty(document());
    }

    /** The same as values. */
    static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("$id", ID);
        document.put("title", "Brattice rulebook");
        document.put("$ref", reference(Grammar.ROOT));
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (Form form : Grammar.grammar().all()) {
            definitions.put(form.name(), form(form));
        }
        document.put("$defs", definitions);
        return document;
    }

    private static String reference(String form) {
        return "#/$defs/" + form;
    }

    private static Map<String, Object> form(Form form) {
        List<Map<String, Object>> ways = new ArrayList<>();
        form.scalars().forEach(atom -> ways.add(atom.schema()));
        form.items().ifPresent(items -> ways.add(list(form, items)));
        form.keys().ifPresent(keys -> ways.add(mapping(keys)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", form.about());
        if (ways.size() == 1) {
            schema.putAll(ways.get(0));
        } else {
            schema.put("anyOf", ways);
        }
        return schema;
    }

    private static Map<String, Object> list(Form form, String items) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", Map.of("$ref", reference(items)));
        if (!form.mayBeEmptyList()) {
            schema.put("minItems", 1);
        }
        return schema;
    }

    private static Map<String, Object> mapping(Form.Keys keys) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Form.Key key : keys.known()) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", key.about());
            property.put("$ref", reference(key.form()));
            properties.put(key.name(), property);
        }
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        List<String> required = keys.known().stream()
                .filter(Form.Key::required)
                .map(Form.Key::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put(
                "additionalProperties",
                keys.others()
                        .<Object>map(other -> Map.of("$ref", reference(other)))
                        .orElse(false));
        schema.put("propertyNames", Map.of("minLength", 1));
        if (keys.number() != Form.Many.ANY) {
            schema.put("minProperties", 1);
        }
        if (keys.number() == Form.Many.EXACTLY_ONE) {
            schema.put("maxProperties", 1);
        }
        return schema;
    }
}
