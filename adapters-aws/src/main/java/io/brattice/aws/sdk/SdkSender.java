package io.brattice.aws.sdk;

import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.call.Place;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Sends calls by the service clients that are on the class path; no service module is required.
 *
 * <p>Guarantees: what it sends passes every {@link ClientGuard}, once, and only as it is. Clients are made when they are first needed and kept.
 * Nothing is retried beyond what the SDK retries.
 *
 * <p>Does not send what is streamed.
 */
public final class SdkSender implements AwsSender, AutoCloseable {

    private static final int SERVER_ERROR = 500;
    private static final int CLIENTS = 200;

    private final Consumer<AwsClientBuilder<?, ?>> configuration;
    private final Map<String, Optional<SdkService>> services = new ConcurrentHashMap<>();
    private final Map<Key, Object> clients = new ConcurrentHashMap<>();
    private final ClassLoader loader;
    private volatile @Nullable SdkModules modules;

    private record Key(String service, Place place) {}

    private SdkSender(Consumer<AwsClientBuilder<?, ?>> configuration, ClassLoader loader) {
        this.configuration = Objects.requireNonNull(configuration, "configuration");
        this.loader = loader;
    }

    /** With the SDK's own chains for region and credentials. */
    public static SdkSender ofClassPath() {
        return configured(builder -> {});
    }

    /**
     * With what the host sets on each client: its region, its credentials, its HTTP client. A place of a call comes on top of it.
     *
     * @param configuration of every client that is made; must not make calls
     */
    public static SdkSender configured(Consumer<AwsClientBuilder<?, ?>> configuration) {
        ClassLoader own = SdkSender.class.getClassLoader();
        return new SdkSender(configuration, own == null ? ClassLoader.getSystemClassLoader() : own);
    }

    @Override
    public boolean sends(String service) {
        return service(service).isPresent();
    }

    @Override
    public Map<String, @Nullable Object> send(AwsCall call) throws AwsException, InterruptedException {
        SdkService service = service(call.service())
                .orElseThrow(() -> notSent("there is no client of `" + call.service() + "` here; add its module"));
        Method operation = service.operation(call.operation())
                .orElseThrow(() -> notSent("the client here has no `" + call.id() + "` without a stream"));
        try {
            return members(SdkService.send(operation, client(service, call), request(operation, call)));
        } catch (AwsServiceException e) {
            throw said(e);
        } catch (AbortedException e) {
            throw (InterruptedException) new InterruptedException("`" + call.id() + "` was aborted").initCause(e);
        } catch (SdkException e) {
            throw new AwsException("", false, "`" + call.id() + "` got no answer: " + e.getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new AwsException("", false, "`" + call.id() + "` cannot be made by the client here", e);
        }
    }

    /** Closes the clients that it made. */
    @Override
    public void close() {
        clients.values().forEach(client -> {
            if (client instanceof SdkAutoCloseable open) {
                open.close();
            }
        });
        clients.clear();
    }

    private static Map<String, @Nullable Object> members(SdkPojo answer) {
        return PlainValues.of(answer);
    }

    private static AwsRequest request(Method operation, AwsCall call)
            throws AwsException, ReflectiveOperationException {
        AwsRequest.Builder request = SdkService.request(operation);
        try {
            PojoWriter.fill((SdkPojo) request, call.parameters().asMap());
        } catch (IllegalArgumentException e) {
            throw notSent("`" + call.id() + "` cannot be made: " + e.getMessage());
        }
        AwsRequest bare = request.build();
        Pass pass = new Pass(new AwsCall(
                call.service(),
                call.operation(),
                io.brattice.action.Arguments.from(SdkCalls.members(bare)),
                call.place()));
        return request.overrideConfiguration(AwsRequestOverrideConfiguration.builder()
                        .putExecutionAttribute(Pass.KEY, pass)
                        .build())
                .build();
    }

    private Object client(SdkService service, AwsCall call) throws AwsException, ReflectiveOperationException {
        Key key = new Key(call.service(), call.place());
        Object known = clients.get(key);
        if (known != null) {
            return known;
        }
        if (clients.size() >= CLIENTS) {
            throw notSent(CLIENTS + " clients are open; close this sender");
        }
        Object builder = service.client().getMethod("builder").invoke(null);
        Object made = configured((AwsClientBuilder<?, ?>) builder, call.place());
        Object first = clients.putIfAbsent(key, made);
        if (first == null) {
            return made;
        }
        ((SdkAutoCloseable) made).close();
        return first;
    }

    private Object configured(AwsClientBuilder<?, ?> builder, Place place) {
        configuration.accept(builder);
        place.region().ifPresent(region -> builder.region(Region.of(region)));
        place.endpoint().ifPresent(builder::endpointOverride);
        place.profile().ifPresent(name -> builder.credentialsProvider(ProfileCredentialsProvider.create(name)));
        return builder.build();
    }

    private Optional<SdkService> service(String name) {
        return services.computeIfAbsent(name, wanted -> modules().client(wanted).map(SdkService::new));
    }

    private SdkModules modules() {
        SdkModules known = modules;
        if (known == null) {
            known = SdkModules.in(loader);
            modules = known;
        }
        return known;
    }

    private static AwsException notSent(String why) {
        return new AwsException("", true, why);
    }

    /** A server that broke may have done it before. */
    private static AwsException said(SdkServiceException e) {
        String code = e instanceof AwsServiceException said && said.awsErrorDetails() != null
                ? String.valueOf(said.awsErrorDetails().errorCode())
                : "";
        return new AwsException(
                code, e.statusCode() > 0 && e.statusCode() < SERVER_ERROR, String.valueOf(e.getMessage()), e);
    }
}
