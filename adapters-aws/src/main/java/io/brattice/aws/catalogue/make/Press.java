package io.brattice.aws.catalogue.make;

import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Operation.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the resource: an index, and for each service two blocks, of requests and of answers, each packed by itself so that a service is
 * unpacked when it is first asked for. Names that several services use are in a dictionary that all blocks are packed with.
 */
final class Press {

    private static final int DICTIONARY = 32_000;

    private final String source;
    private final Set<String> answering;
    private final List<Model> models = new ArrayList<>();
    private final List<List<Sorted>> sorted = new ArrayList<>();

    /**
     * @param source where the models are from
     * @param answering the services whose readers' answers are kept
     */
    Press(String source, Set<String> answering) {
        this.source = source;
        this.answering = answering;
    }

    void add(Model model, List<Sorted> operations) {
        models.add(model);
        sorted.add(operations);
    }

    byte[] bytes() throws IOException {
        byte[] dictionary = dictionary();
        Map<String, Integer> reasons = reasons();
        Sink index = new Sink();
        index.text(source);
        index.bytes(dictionary);
        index.number(reasons.size());
        reasons.keySet().forEach(index::text);
        index.number(models.size());
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        for (int i = 0; i < models.size(); i++) {
            Shapes shapes = new Shapes(models.get(i));
            byte[] requests = requests(shapes, sorted.get(i), reasons);
            byte[] answers = answers(shapes, sorted.get(i));
            index.text(models.get(i).folder());
            index.text(models.get(i).id());
            for (byte[] block : List.of(requests, answers)) {
                byte[] packed = Sink.packed(block, dictionary);
                index.number(block.length);
                index.number(packed.length);
                blocks.write(packed);
            }
        }
        byte[] plain = index.bytes();
        byte[] packed = Sink.packed(plain, new byte[0]);
        Sink all = new Sink();
        all.number(plain.length);
        all.bytes(packed);
        all.raw(blocks.toByteArray());
        return all.bytes();
    }

    private Map<String, Integer> reasons() {
        Set<String> said = new TreeSet<>();
        sorted.forEach(service -> service.forEach(operation -> said.add(operation.why())));
        Map<String, Integer> reasons = new LinkedHashMap<>();
        said.forEach(reason -> reasons.put(reason, reasons.size()));
        return reasons;
    }

    /** The member names that most services use, the commonest last, where a packer finds them nearest. */
    private byte[] dictionary() {
        Map<String, Integer> uses = new TreeMap<>();
        for (Model model : models) {
            Set<String> names = new TreeSet<>();
            model.shapes()
                    .members()
                    .keySet()
                    .forEach(shape -> names.addAll(model.members(shape).keySet()));
            names.forEach(name -> uses.merge(name, 1, Integer::sum));
        }
        List<String> commonest = new ArrayList<>(uses.keySet());
        commonest.sort((one, other) -> Integer.compare(place(uses, other), place(uses, one)));
        StringBuilder text = new StringBuilder(DICTIONARY);
        for (String name : commonest) {
            if (text.length() + name.length() >= DICTIONARY) {
                break;
            }
            text.insert(0, name + "\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int place(Map<String, Integer> places, String name) {
        return Objects.requireNonNull(places.get(name), name);
    }

    @SuppressWarnings(
            "EnumOrdinal") // Made anew when an order changes: the classes of well-known operations are tested.
    private static byte[] requests(Shapes shapes, List<Sorted> operations, Map<String, Integer> reasons) {
        Model model = shapes.model();
        Map<String, Integer> numbers = new HashMap<>();
        operations.forEach(operation -> numbers.put(operation.name(), numbers.size()));
        Map<String, Integer> texts = new LinkedHashMap<>();
        Sink facts = new Sink();
        Sink names = new Sink();
        names.number(operations.size());
        for (Sorted operation : operations) {
            names.text(operation.name());
            String request = model.request(operation.declared());
            shapes.root(request);
            facts.number(operation.verb().ordinal()
                    | operation.inherent().ordinal() << 4
                    | operation.evidence().ordinal() << 6);
            if (operation.evidence() == Evidence.CURATED) {
                facts.number(place(reasons, operation.why()));
            }
            List<String> members = new ArrayList<>(model.members(request).keySet());
            List<String> required = model.shape(request).texts("required");
            facts.number(operation.dryRun().map(members::indexOf).orElse(-1) + 1 << 1 | (operation.metered() ? 1 : 0));
            int[] places = required.stream().mapToInt(members::indexOf).sorted().toArray();
            facts.number(places.length);
            int before = -1;
            for (int place : places) {
                facts.number(place - before - 1);
                before = place;
            }
            facts.number(operation
                    .inverse()
                    .map(inverse -> place(numbers, inverse.operation()) + 1)
                    .orElse(0));
            operation.inverse().ifPresent(inverse -> {
                facts.number(inverse.parameters().size());
                new TreeMap<>(inverse.parameters()).forEach((member, from) -> {
                    facts.number(texts.computeIfAbsent(member, text -> texts.size()));
                    facts.number(texts.computeIfAbsent(from, text -> texts.size()));
                });
            });
        }
        Sink sink = new Sink();
        shapes.write(sink);
        sink.raw(names.bytes());
        sink.number(texts.size());
        texts.keySet().forEach(sink::text);
        sink.raw(facts.bytes());
        return sink.bytes();
    }

    private byte[] answers(Shapes shapes, List<Sorted> operations) {
        for (Sorted operation : operations) {
            boolean read = operation.verb() == Verb.READ
                    && answering.contains(shapes.model().folder());
            shapes.root(read ? shapes.model().answer(operation.declared()) : "");
        }
        Sink sink = new Sink();
        shapes.write(sink);
        return sink.bytes();
    }
}
