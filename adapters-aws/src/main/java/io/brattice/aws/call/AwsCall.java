package io.brattice.aws.call;

import io.brattice.action.Arguments;
import java.util.Objects;

/**
 * One call of one operation.
 *
 * @param service as botocore names its folder: {@code rds}, {@code s3}, {@code dynamodb}, {@code cognito-idp}
 * @param operation as the service's model names it: {@code DeleteDBInstance}
 * @param parameters members of the request under the names of the model; bytes as Base64, times as ISO 8601. What is streamed (the
 *     body of an object) is not among them
 */
public record AwsCall(String service, String operation, Arguments parameters, Place place) {

    public AwsCall {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(place, "place");
    }

    /** Another call at the same place. */
    public AwsCall other(String otherService, String otherOperation, Arguments otherParameters) {
        return new AwsCall(otherService, otherOperation, otherParameters, place);
    }

    /** {@code rds:DeleteDBInstance}. */
    public String id() {
        return service + ":" + operation;
    }
}
