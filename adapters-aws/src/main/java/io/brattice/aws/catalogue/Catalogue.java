package io.brattice.aws.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every operation of every service. Immutable, and safe for use by many threads; a service is read when it is first asked for. */
public final class Catalogue {

    private static final Catalogue SHIPPED = new Catalogue(Map.of());

    private final Map<String, Operation> operations;

    private Catalogue(Map<String, Operation> operations) {
        this.operations = Map.copyOf(operations);
    }

    /** The one in this jar. */
    public static Catalogue shipped() {
        return SHIPPED;
    }

    /** Every service, as botocore names its folder. */
    public Set<String> services() {
        return Set.of();
    }

    /** The operations of one service by name; none for a service that is not in the catalogue. */
    public List<Operation> operations(String service) {
        return List.of();
    }

    /** The operation of these names, exactly; empty for one that is not in the catalogue, which is IRREVERSIBLE. */
    public Optional<Operation> operation(String service, String name) {
        return Optional.ofNullable(operations.get(service + ":" + name));
    }

    /** The operation that the command line calls {@code aws SERVICE NAME}: {@code rds delete-db-instance}, {@code s3api delete-object}. */
    public Optional<Operation> ofCommand(String service, String kebab) {
        return Optional.empty();
    }

    /** What {@code aws} calls this service and this operation of it: {@code s3api delete-object}. */
    public Optional<String> commandOf(String service, String name) {
        return Optional.empty();
    }

    /** Botocore's name of the service that the SDK for Java calls so, in any case: {@code Rds}, {@code DynamoDb}, {@code s3}. */
    public Optional<String> serviceOfSdk(String name) {
        return Optional.empty();
    }

    /**
     * What the request of an operation holds at a path: {@code Delete.Objects[].VersionId}, {@code Tags{}.Value}. {@code []} stands for
     * every item of a list, {@code {}} for every value of a map.
     */
    public Optional<Kind> request(String service, String name, String path) {
        return Optional.empty();
    }

    /** What the answer of an operation holds at a path, as {@link #request}. */
    public Optional<Kind> answer(String service, String name, String path) {
        return Optional.empty();
    }
}
