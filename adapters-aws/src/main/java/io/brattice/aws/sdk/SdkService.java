package io.brattice.aws.sdk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** The operations of one client that take a request and answer one, found by their names. */
final class SdkService {

    private final Class<?> client;
    private final Map<String, Method> operations = new HashMap<>();

    SdkService(Class<?> client) {
        this.client = client;
        for (Method method : client.getMethods()) {
            Class<?>[] takes = method.getParameterTypes();
            if (takes.length == 1
                    && AwsRequest.class.isAssignableFrom(takes[0])
                    && AwsResponse.class.isAssignableFrom(method.getReturnType())) {
                operations.put(method.getName().toLowerCase(Locale.ROOT), method);
            }
        }
    }

    Class<?> client() {
        return client;
    }

    /** The method of an operation, by the name of the model; empty where it is not there, or streams. */
    Optional<Method> operation(String name) {
        return Optional.ofNullable(operations.get(name.toLowerCase(Locale.ROOT)));
    }

    /** An empty request of an operation. */
    static AwsRequest.Builder request(Method operation) throws ReflectiveOperationException {
        return (AwsRequest.Builder)
                operation.getParameterTypes()[0].getMethod("builder").invoke(null);
    }

    /** Makes the call; what the client throws comes out as it is. */
    static AwsResponse send(Method operation, Object client, AwsRequest request) throws ReflectiveOperationException {
        try {
            return (AwsResponse) operation.invoke(client, request);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
    }
}
