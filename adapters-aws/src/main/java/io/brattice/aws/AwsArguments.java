package io.brattice.aws;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.Place;
import io.brattice.aws.judge.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The arguments of the tool {@code aws}, as a call. */
final class AwsArguments {

    static final List<String> NAMES = List.of("service", "operation", "parameters", "region", "endpoint", "profile");

    private AwsArguments() {}

    /**
     * The call that these arguments make.
     *
     * @param otherwise where it goes as far as the arguments do not say
     * @throws IllegalArgumentException when they make none; says what to pass
     */
    static AwsCall call(Arguments arguments, Place otherwise) {
        for (String name : arguments.names()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("`aws` takes " + String.join(", ", NAMES) + ", and nothing else"
                        + Nearest.to(name, NAMES)
                                .map(one -> "; did you mean `" + one + "`?")
                                .orElse(""));
            }
        }
        return new AwsCall(
                text(arguments, "service"),
                text(arguments, "operation"),
                parameters(arguments),
                place(arguments, otherwise));
    }

    /** True when the agent names a server that the operator did not. */
    static boolean goesElsewhere(AwsCall call, Place otherwise) {
        return call.place().endpoint().isPresent()
                && !call.place().endpoint().equals(otherwise.endpoint())
                && !isOfAws(call.place().endpoint().get());
    }

    private static Place place(Arguments arguments, Place otherwise) {
        Optional<String> region = optional(arguments, "region");
        Optional<String> profile = optional(arguments, "profile");
        Optional<URI> endpoint = optional(arguments, "endpoint").map(AwsArguments::uri);
        return new Place(
                region.or(otherwise::region), endpoint.or(otherwise::endpoint), profile.or(otherwise::profile));
    }

    private static Arguments parameters(Arguments arguments) {
        Optional<Object> value = arguments.get("parameters");
        if (value.isEmpty()) {
            return Arguments.none();
        }
        if (!(value.get() instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException(
                    "`parameters` is no object; pass the members of the request as an object");
        }
        @SuppressWarnings("unchecked") // every object in arguments has names for keys
        Map<String, ?> named = (Map<String, ?>) members;
        return Arguments.from(named);
    }

    private static String text(Arguments arguments, String name) {
        return optional(arguments, name)
                .orElseThrow(() -> new IllegalArgumentException("`" + name + "` is missing; pass it as "
                        + (name.equals("service") ? "`rds`, `s3`, `dynamodb`, …" : "`DescribeDBInstances`")));
    }

    private static Optional<String> optional(Arguments arguments, String name) {
        return arguments.string(name).filter(text -> !text.isEmpty());
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            boolean plain =
                    ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
            if (plain && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("`endpoint` is no address; pass one as `https://host:port`");
        }
        throw new IllegalArgumentException("`endpoint` is no address of a server; pass one as `https://host:port`");
    }

    private static boolean isOfAws(URI endpoint) {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        boolean ours =
                host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn") || host.endsWith(".api.aws");
        return ours && "https".equals(endpoint.getScheme()) && (endpoint.getPort() == -1 || endpoint.getPort() == 443);
    }
}
