package io.brattice.aws.judge;

import io.brattice.action.Arguments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What {@code names.json} says of members that name things.
 *
 * @param types by service and member: {@code rds.DBInstanceIdentifier} is a {@code db}; an empty type for a member that names nothing
 * @param operations by id of an operation, how its things are named where no member tells by itself
 * @param ids what ids begin with, and what they are ids of
 * @param global services without regions
 * @param arns by service, how its resource names are written: the service in it, a blank, what stands before the name
 * @param carried by type of Cloud Control, the operations that do the same: to delete, a comma, to change
 * @param namespaces by the middle part of such a type, the service
 */
record NameRows(
        Map<String, String> types,
        Map<String, List<Template>> operations,
        Map<String, String> ids,
        Set<String> global,
        Map<String, String> arns,
        Map<String, String> carried,
        Map<String, String> namespaces) {

    NameRows {
        types = Map.copyOf(types);
        operations = Map.copyOf(operations);
        ids = Map.copyOf(ids);
        global = Set.copyOf(global);
        arns = Map.copyOf(arns);
        carried = Map.copyOf(carried);
        namespaces = Map.copyOf(namespaces);
    }

    /** Those in this jar. */
    static NameRows shipped() {
        Arguments file = read();
        Map<String, String> types = new HashMap<>();
        object(file.asMap(), "types")
                .forEach((service, members) ->
                        strings(members).forEach((member, type) -> types.put(service + "." + member, type)));
        Map<String, List<Template>> operations = new HashMap<>();
        object(file.asMap(), "operations").forEach((id, rows) -> operations.put(id, templates(rows)));
        Set<String> global = new HashSet<>();
        ((List<?>) Objects.requireNonNull(file.asMap().get("global"))).forEach(one -> global.add((String) one));
        return new NameRows(
                types,
                operations,
                strings(object(file.asMap(), "ids")),
                global,
                strings(object(file.asMap(), "arns")),
                strings(object(file.asMap(), "carried")),
                strings(object(file.asMap(), "namespaces")));
    }

    private static Arguments read() {
        try (InputStream in = NameRows.class.getResourceAsStream("names.json")) {
            byte[] bytes = Objects.requireNonNull(in, "names.json is missing from this jar")
                    .readAllBytes();
            return Arguments.fromJson(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read names.json of this jar; build it anew", e);
        }
    }

    private static List<Template> templates(Object rows) {
        List<Template> templates = new ArrayList<>();
        for (Object row : (List<?>) rows) {
            Map<String, String> members = strings(row);
            templates.add(Template.of(
                    Objects.requireNonNull(members.get("type"), "type"),
                    Objects.requireNonNull(members.get("name"), "name")));
        }
        return List.copyOf(templates);
    }

    private static Map<String, Object> object(Map<String, ?> parent, String name) {
        Map<String, Object> members = new HashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(parent.get(name), name))
                .forEach((key, value) -> members.put((String) key, Objects.requireNonNull(value)));
        return members;
    }

    private static Map<String, String> strings(Object object) {
        Map<String, String> members = new HashMap<>();
        ((Map<?, ?>) object).forEach((key, value) -> members.put((String) key, (String) value));
        return members;
    }
}
