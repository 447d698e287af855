package io.brattice.aws.sdk;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.Place;
import io.brattice.aws.catalogue.Catalogue;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.signer.AwsSignerExecutionAttribute;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;

/** Which call a client is about to make, from its request and from what the SDK says beside it. */
final class SdkCalls {

    /** Names of services are few, and looked up for every call. */
    private static final int REMEMBERED = 1000;

    private final Map<String, String> services = new ConcurrentHashMap<>();

    /**
     * The call.
     *
     * @throws io.brattice.action.InvalidArgumentsException when the request has more members than a call may carry
     */
    AwsCall of(SdkRequest request, ExecutionAttributes attributes) {
        return new AwsCall(
                service(attributes),
                String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)),
                Arguments.from(members(request)),
                place(attributes));
    }

    /** The members of a request under the names of the model, without those that only the SDK knows. */
    static Map<String, @Nullable Object> members(SdkRequest request) {
        Map<String, @Nullable Object> members = PlainValues.of((SdkPojo) request);
        OwnMembers.settle(members);
        return members;
    }

    /** Until when an address works that is being signed; empty where the call itself is made. */
    @SuppressWarnings("deprecation") // the presigner of S3 says it nowhere else
    static Optional<Instant> addressUntil(ExecutionAttributes attributes) {
        return Optional.ofNullable(attributes.getAttribute(AwsSignerExecutionAttribute.PRESIGNER_EXPIRATION));
    }

    private String service(ExecutionAttributes attributes) {
        String name = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        String known = services.get(name);
        if (known == null) {
            known = Catalogue.shipped().serviceOfSdk(name).orElseGet(() -> name.toLowerCase(Locale.ROOT));
            if (services.size() < REMEMBERED) {
                services.put(name, known);
            }
        }
        return known;
    }

    @SuppressWarnings("deprecation") // what came in their place is internal to the SDK
    private static Place place(ExecutionAttributes attributes) {
        Region region = attributes.getAttribute(AwsExecutionAttribute.AWS_REGION);
        URI endpoint = Boolean.TRUE.equals(attributes.getAttribute(SdkExecutionAttribute.ENDPOINT_OVERRIDDEN))
                ? attributes.getAttribute(SdkExecutionAttribute.CLIENT_ENDPOINT)
                : null;
        return new Place(
                Optional.ofNullable(region).map(Region::id), Optional.ofNullable(endpoint), Optional.empty());
    }
}
