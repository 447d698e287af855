package io.brattice.aws.catalogue.make;

import io.brattice.aws.catalogue.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * One service, as its newest model describes it.
 *
 * @param folder as botocore names its folder
 * @param id the service id of its metadata: {@code Elasticsearch Service}
 * @param operations by name
 * @param shapes by name
 */
record Model(String folder, String id, Map<String, Tree> operations, Tree shapes) {

    private static final String FILE = "service-2.json";

    /** Every service of a folder laid out as {@code SERVICE/VERSION/service-2.json}, which may be packed with gzip, by name. */
    static List<Model> all(Path models) throws IOException {
        List<Model> all = new ArrayList<>();
        for (Path folder : sorted(models)) {
            Optional<Path> newest = sorted(folder).stream()
                    .filter(version ->
                            Files.exists(version.resolve(FILE)) || Files.exists(version.resolve(FILE + ".gz")))
                    .reduce((older, newer) -> newer);
            if (newest.isPresent()) {
                all.add(of(String.valueOf(folder.getFileName()), read(newest.get())));
            }
        }
        return all;
    }

    private static List<Path> sorted(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static Tree read(Path version) throws IOException {
        Path plain = version.resolve(FILE);
        if (Files.exists(plain)) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(plain))) {
                return Tree.read(in);
            }
        }
        try (InputStream in =
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(version.resolve(FILE + ".gz"))))) {
            return Tree.read(in);
        }
    }

    private static Model of(String folder, Tree file) {
        Map<String, Tree> operations = new TreeMap<>();
        Tree declared = file.tree("operations");
        declared.members().keySet().forEach(name -> operations.put(name, declared.tree(name)));
        return new Model(folder, file.tree("metadata").text("serviceId"), operations, file.tree("shapes"));
    }

    /** The operation of this name; an empty one where there is none. */
    Tree operation(String name) {
        return operations.getOrDefault(name, new Tree(Map.of()));
    }

    /** The name of the shape of an operation's request; empty where it takes nothing. */
    String request(Tree operation) {
        return operation.tree("input").text("shape");
    }

    /** The name of the shape of an operation's answer; empty where it gives nothing. */
    String answer(Tree operation) {
        return operation.tree("output").text("shape");
    }

    Tree shape(String name) {
        return shapes.tree(name);
    }

    /** The members of a structure, and the name of the shape of each; empty for anything else. */
    Map<String, Tree> members(String shape) {
        Map<String, Tree> members = new LinkedHashMap<>();
        Tree declared = shape(shape).tree("members");
        declared.members().keySet().forEach(name -> members.put(name, declared.tree(name)));
        return members;
    }

    Kind kind(String name) {
        Tree shape = shape(name);
        return switch (shape.text("type")) {
            case "structure" -> shape.is("document") ? Kind.DOCUMENT : Kind.STRUCTURE;
            case "list" -> Kind.LIST;
            case "map" -> Kind.MAP;
            case "string", "character" -> Kind.STRING;
            case "integer", "long", "biginteger", "short", "byte" -> Kind.INTEGER;
            case "float", "double", "bigdecimal" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            case "timestamp" -> Kind.TIME;
            case "blob" -> Kind.BYTES;
            default -> Kind.DOCUMENT;
        };
    }

    /** The shape of what a list or map holds. */
    String held(String shape) {
        return kind(shape) == Kind.LIST
                ? shape(shape).tree("member").text("shape")
                : shape(shape).tree("value").text("shape");
    }
}
