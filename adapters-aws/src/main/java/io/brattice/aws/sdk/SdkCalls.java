package io.brattice.aws.sdk;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.Place;
import io.brattice.aws.catalogue.Catalogue;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    private static final String HOME = "software.amazon.awssdk.services.";
    private static final String REQUEST = "Request";

    private final Map<String, String> services = new ConcurrentHashMap<>();

    /**
     * The call.
     *
     * @throws io.brattice.action.InvalidArgumentsException when the request has more members than a call may carry
     * @throws IllegalArgumentException when the request is not of the operation that the attributes say
     */
    AwsCall of(SdkRequest request, ExecutionAttributes attributes) {
        String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        String sdk = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        if (!isOf(request.getClass(), sdk, operation)) {
            throw new IllegalArgumentException(
                    "a `" + request.getClass().getSimpleName() + "` is no request of `" + sdk + ":" + operation + "`");
        }
        return new AwsCall(service(sdk), operation, Arguments.from(members(request)), place(attributes));
    }

    /** True while the attributes, which others may change, and the request say the operation that was judged. */
    boolean isStill(AwsCall judged, SdkRequest request, ExecutionAttributes attributes) {
        String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        String sdk = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        return judged.operation().equals(operation)
                && judged.service().equals(service(sdk))
                && isOf(request.getClass(), sdk, operation);
    }

    /** Attributes are said by anybody; a request is of the operation that its class is named after. */
    private static boolean isOf(Class<?> request, String sdk, String operation) {
        String name = request.getName();
        String service = sdk.replace(" ", "").toLowerCase(Locale.ROOT);
        int end = name.startsWith(HOME) ? name.indexOf('.', HOME.length()) : -1;
        return end > 0
                && service.startsWith(name.substring(HOME.length(), end))
                && name.length() == name.lastIndexOf('.') + 1 + operation.length() + REQUEST.length()
                && name.endsWith(REQUEST)
                && name.regionMatches(true, name.lastIndexOf('.') + 1, operation, 0, operation.length());
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

    /** For how long it works: the same for an equal request, whenever it is signed. */
    @SuppressWarnings("deprecation") // as above
    static Optional<Duration> addressFor(ExecutionAttributes attributes) {
        Clock signing = attributes.getAttribute(AwsSignerExecutionAttribute.SIGNING_CLOCK);
        return addressUntil(attributes)
                .map(until -> signing == null
                        ? ChronoUnit.FOREVER.getDuration()
                        : Duration.between(signing.instant(), until));
    }

    private String service(String name) {
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
        return new Place(Optional.ofNullable(region).map(Region::id), Optional.ofNullable(endpoint), Optional.empty());
    }
}
