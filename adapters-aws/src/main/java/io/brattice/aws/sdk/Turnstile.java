package io.brattice.aws.sdk;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * Behind clients of the SDK: sends only what a guard has seen. A plugin of a request can take every interceptor away, and nothing but what
 * sends can tell.
 */
final class Turnstile {

    private Turnstile() {}

    static SdkHttpClient before(SdkHttpClient http, Marks marks) {
        return new Sync(http, marks);
    }

    static SdkAsyncHttpClient before(SdkAsyncHttpClient http, Marks marks) {
        return new Async(http, marks);
    }

    private static void require(Marks marks, SdkHttpRequest request) {
        if (!marks.take(request)) {
            throw Leave.refused(
                    "aws.unseen",
                    "a request came to the HTTP client that no interceptor has seen",
                    "take the plugin away that takes interceptors away");
        }
    }

    private record Sync(SdkHttpClient http, Marks marks) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            require(marks, request.httpRequest());
            return http.prepareRequest(request);
        }

        @Override
        public String clientName() {
            return http.clientName();
        }

        @Override
        public void close() {
            http.close();
        }
    }

    private record Async(SdkAsyncHttpClient http, Marks marks) implements SdkAsyncHttpClient {
        @Override
        public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
            require(marks, request.request());
            return http.execute(request);
        }

        @Override
        public String clientName() {
            return http.clientName();
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
