package io.brattice.aws.catalogue;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Operation.Evidence;
import io.brattice.aws.catalogue.Operation.Inverse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations of one service, unpacked. Answers are unpacked when they are first asked for. */
final class Service {

    private static final Verb[] VERBS = Verb.values();
    private static final Reversibility[] CLASSES = Reversibility.values();
    private static final Evidence[] EVIDENCE = Evidence.values();

    private final List<Operation> operations;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Shape[] requests;
    private final Unfolding unfolding;
    private final Supplier<byte[]> answerBlock;
    private Shape @Nullable [] answers;

    /**
     * @param requestBlock unpacked
     * @param answerBlock unpacks the answers
     * @param reasons of all services
     */
    Service(String name, byte[] requestBlock, Supplier<byte[]> answerBlock, String[] reasons) {
        Source source = new Source(requestBlock);
        unfolding = new Unfolding();
        unfolding.read(source);
        int count = source.number();
        String[] names = source.texts(count);
        String[] texts = source.texts(source.number());
        requests = new Shape[count];
        List<Operation> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.put(names[i], i);
            requests[i] = unfolding.root();
            all.add(operation(name, names[i], requests[i], source, names, texts, reasons));
        }
        operations = List.copyOf(all);
        this.answerBlock = answerBlock;
    }

    private static Operation operation(
            String service,
            String name,
            Shape request,
            Source source,
            String[] names,
            String[] texts,
            String[] reasons) {
        int head = source.number();
        Evidence evidence = EVIDENCE[head >> 6];
        String why = evidence == Evidence.CURATED ? reasons[source.number()] : "";
        int flags = source.number();
        String[] members = request.names();
        Set<String> required = new HashSet<>();
        int place = -1;
        for (int left = source.number(); left > 0; left--) {
            place += source.number() + 1;
            required.add(members[place]);
        }
        return new Operation(
                service,
                name,
                VERBS[head & 0xf],
                CLASSES[head >> 4 & 0x3],
                evidence,
                inverse(source, names, texts),
                flags >> 1 == 0 ? Optional.empty() : Optional.of(members[(flags >> 1) - 1]),
                List.of(members),
                required,
                (flags & 1) == 1,
                why);
    }

    private static Optional<Inverse> inverse(Source source, String[] names, String[] texts) {
        int number = source.number();
        if (number == 0) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int left = source.number(); left > 0; left--) {
            String member = texts[source.number()];
            parameters.put(member, texts[source.number()]);
        }
        return Optional.of(new Inverse(names[number - 1], parameters));
    }

    List<Operation> operations() {
        return operations;
    }

    Optional<Operation> operation(String name) {
        Integer number = numbers.get(name);
        return number == null ? Optional.empty() : Optional.of(operations.get(number));
    }

    Optional<Kind> request(String name, String path) {
        Integer number = numbers.get(name);
        return number == null ? Optional.empty() : requests[number].at(path);
    }

    Optional<Kind> answer(String name, String path) {
        Integer number = numbers.get(name);
        return number == null ? Optional.empty() : answers()[number].at(path);
    }

    private synchronized Shape[] answers() {
        Shape[] read = answers;
        if (read == null) {
            unfolding.read(new Source(answerBlock.get()));
            read = new Shape[operations.size()];
            for (int i = 0; i < read.length; i++) {
                read[i] = unfolding.root();
            }
            answers = read;
        }
        return read;
    }
}
