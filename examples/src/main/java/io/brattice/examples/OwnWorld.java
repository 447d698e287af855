package io.brattice.examples;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.READ_ONLY;

import io.brattice.Admission;
import io.brattice.Outcome;
import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Verb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/**
 * A world that runs its effects itself: an HTTP client that asks for admission, and deletes only the version that was shown.
 *
 * <p>The client stays the application's. What the gate needs is a name, an opinion on each call and, where it can be had, a
 * rehearsal; {@link Tool#run} is never called for an admission.
 */
final class OwnWorld {

    private final HttpClient client;
    private final Session session;
    private final Requests requests = new Requests();

    OwnWorld(HttpClient client, Session session) {
        this.client = client;
        this.session = session;
    }

    /** Deletes what is at this address, or says why not. */
    Outcome delete(URI address) {
        try (Admission admission =
                session.admit(requests, Arguments.of("method", "DELETE", "url", address.toString()))) {
            Optional<Permit> permit = admission.permit();
            if (permit.isEmpty()) {
                return admission.outcome().orElseThrow();
            }
            return perform(admission, permit.get());
        }
    }

    /** Runs from the permit and nothing else. Lost replies are left open on purpose: closing then ends as unknown. */
    private Outcome perform(Admission admission, Permit permit) {
        String version = permit.preview().map(Preview::text).orElse("");
        URI address = URI.create(permit.redeem().arguments().string("url").orElseThrow());
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("If-Match", version) // the engine itself refuses where the state is not the one that was judged
                .DELETE()
                .build();
        try {
            HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
            return reply.statusCode() < 300
                    ? admission.done(reply.statusCode())
                    : admission.failed(new IOException("the server answered " + reply.statusCode()));
        } catch (IOException e) {
            admission.close();
            return admission.outcome().orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            admission.close();
            return admission.outcome().orElseThrow();
        }
    }

    /** What a request is, and what it would do. */
    private final class Requests implements Tool {

        @Override
        public String name() {
            return "http";
        }

        @Override
        public Optional<Classifier> classifier() {
            return Optional.of(call -> {
                Resource resource =
                        new Resource("http:" + call.arguments().string("url").orElseThrow());
                return Optional.of(
                        call.arguments().string("method").orElseThrow().equals("GET")
                                ? Assessment.of(READ_ONLY, "a GET", Effect.of(Verb.READ, resource, READ_ONLY))
                                : Assessment.of(
                                        IRREVERSIBLE,
                                        "a DELETE of what nobody else keeps",
                                        Effect.of(Verb.DELETE, resource, IRREVERSIBLE)));
            });
        }

        @Override
        public Optional<Rehearsal> rehearsal() {
            return Optional.of(call -> {
                HttpRequest look = HttpRequest.newBuilder(
                                URI.create(call.arguments().string("url").orElseThrow()))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build();
                String version = client.send(look, HttpResponse.BodyHandlers.discarding())
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow(() -> new IOException("there is no version to look at"));
                return new Preview(List.of(), Preview.Fidelity.PARTIAL, Digest.of(version), version);
            });
        }

        @Override
        public Object run(Permit permit) {
            throw new UnsupportedOperationException("requests are run by the client that was admitted");
        }
    }
}
