package io.brattice.aws.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every operation of every service that was known when the resource was made.
 *
 * <p>Immutable, and safe for use by many threads; a service is unpacked when it is first asked for. It guarantees that an operation that
 * is READ_ONLY here was called so by its name and not spoken against by its model, or by a person. It does not promise that an operation
 * does only what its model says, and it knows nothing of requests: the class is that of the gravest.
 */
public final class Catalogue {

    private static final String FILE = "catalogue.bin";

    private final byte[] file;
    private final byte[] dictionary;
    private final String madeFrom;
    private final String[] reasons;
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> services = new TreeSet<>();
    private final Map<String, String> ofSdk = new HashMap<>();
    private final Map<String, String> ofCommand = new HashMap<>();
    private final Map<String, Service> unpacked = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Operation>> commands = new ConcurrentHashMap<>();

    /** Where the two blocks of a service are, and how large each is when it is unpacked. */
    private record Place(int requests, int requestSize, int answers, int answerSize, int end) {}

    private static final class Shipped {
        static final Catalogue IT = new Catalogue(read());

        private Shipped() {}

        private static byte[] read() {
            try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException("no `" + FILE + "` beside the classes; build the jar anew");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Catalogue(byte[] bytes) {
        Source head = new Source(bytes);
        int size = head.number();
        int packed = head.number();
        int blocks = head.at() + packed;
        Source index = new Source(Source.unpacked(bytes, head.at(), packed, size, new byte[0]));
        file = bytes;
        madeFrom = index.text();
        dictionary = index.bytes();
        reasons = index.texts(index.number());
        int at = blocks;
        for (int left = index.number(); left > 0; left--) {
            String folder = index.text();
            String id = index.text();
            int requestSize = index.number();
            int requestEnd = at + index.number();
            int answerSize = index.number();
            int answerEnd = requestEnd + index.number();
            places.put(folder, new Place(at, requestSize, requestEnd, answerSize, answerEnd));
            services.add(folder);
            SdkNames.of(id).forEach(name -> ofSdk.putIfAbsent(name, folder));
            ofCommand.put(CommandNames.service(folder), folder);
            at = answerEnd;
        }
    }

    /** The one in this jar. */
    public static Catalogue shipped() {
        return Shipped.IT;
    }

    /** What it was made from: {@code botocore 1.43.11}. */
    public String madeFrom() {
        return madeFrom;
    }

    /** Every service, as botocore names its folder. */
    public Set<String> services() {
        return Collections.unmodifiableSet(services);
    }

    /** The operations of one service by name; none for a service that is not in the catalogue. */
    public List<Operation> operations(String service) {
        return service(service).map(Service::operations).orElse(List.of());
    }

    /** The operation of these names, exactly; empty for one that is not in the catalogue, which is IRREVERSIBLE. */
    public Optional<Operation> operation(String service, String name) {
        return service(service).flatMap(found -> found.operation(name));
    }

    /** The operation that the command line calls {@code aws SERVICE NAME}: {@code rds delete-db-instance}, {@code s3api delete-object}. */
    public Optional<Operation> ofCommand(String service, String kebab) {
        return serviceOfCommand(service)
                .map(folder -> commands.computeIfAbsent(folder, this::commandsOf))
                .flatMap(found -> Optional.ofNullable(found.get(kebab)));
    }

    /** Botocore's name of the service that the command line calls so: {@code s3} of {@code s3api}; {@code aws s3} is no service. */
    public Optional<String> serviceOfCommand(String name) {
        return Optional.ofNullable(ofCommand.get(name));
    }

    /** What the command line calls this operation: {@code s3api delete-object}; empty for one that is not in the catalogue. */
    public Optional<String> commandOf(String service, String name) {
        return operation(service, name)
                .map(found -> CommandNames.service(service) + " " + CommandNames.operation(found.name()));
    }

    /** Botocore's name of the service that the SDK for Java calls so, in any case: {@code Rds}, {@code DynamoDb}, {@code s3}. */
    public Optional<String> serviceOfSdk(String name) {
        return Optional.ofNullable(ofSdk.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * What the request of an operation holds at a path: {@code Delete.Objects[].VersionId}, {@code Tags{}.Value}. {@code []} stands for
     * every item of a list, {@code {}} for every value of a map. Empty where there is no such place.
     */
    public Optional<Kind> request(String service, String name, String path) {
        return service(service).flatMap(found -> found.request(name, path));
    }

    /**
     * What the answer of an operation holds at a path, as {@link #request}. Known only of READ_ONLY operations, and of services that facts
     * are looked up in; else empty.
     */
    public Optional<Kind> answer(String service, String name, String path) {
        return service(service).flatMap(found -> found.answer(name, path));
    }

    private Optional<Service> service(String name) {
        Place place = places.get(name);
        return place == null
                ? Optional.empty()
                : Optional.of(unpacked.computeIfAbsent(name, folder -> unpack(folder, place)));
    }

    private Service unpack(String folder, Place place) {
        byte[] requests = Source.unpacked(
                file, place.requests(), place.answers() - place.requests(), place.requestSize(), dictionary);
        return new Service(
                folder,
                requests,
                () -> Source.unpacked(
                        file, place.answers(), place.end() - place.answers(), place.answerSize(), dictionary),
                reasons);
    }

    private Map<String, Operation> commandsOf(String folder) {
        Map<String, Operation> named = new HashMap<>();
        operations(folder).forEach(operation -> named.put(CommandNames.operation(operation.name()), operation));
        return named;
    }
}
