package io.brattice.aws.catalogue;

import java.util.Map;
import java.util.Optional;

/** Every operation of every service. Immutable. */
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

    /** The operation of these names, exactly; empty for one that is not in the catalogue, which is IRREVERSIBLE. */
    public Optional<Operation> operation(String service, String name) {
        return Optional.ofNullable(operations.get(service + ":" + name));
    }

    /** The operation that the command line calls {@code aws SERVICE NAME}: {@code rds delete-db-instance}, {@code s3api delete-object}. */
    public Optional<Operation> ofCommand(String service, String kebab) {
        return Optional.empty();
    }

    /** Botocore's name of the service that the SDK for Java calls so, in any case: {@code Rds}, {@code DynamoDb}, {@code s3}. */
    public Optional<String> serviceOfSdk(String name) {
        return Optional.empty();
    }
}
