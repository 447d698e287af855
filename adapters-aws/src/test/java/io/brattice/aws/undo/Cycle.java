package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.call.Place;
import io.brattice.aws.sdk.SdkSender;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;

/** Calls through real clients to a real server: captured, run, and taken back. */
public final class Cycle {

    /** One sender for every server: the place says which. */
    public static final SdkSender SENDER = SdkSender.configured(Cycle::configured);

    final Place place;
    final Undos undos;

    Cycle(URI endpoint, Undos undos) {
        this.place = new Place(Optional.of("eu-central-1"), Optional.of(endpoint), Optional.empty());
        this.undos = undos;
    }

    Cycle(Server server) {
        this(server.address(), Undos.shipped());
    }

    private static void configured(AwsClientBuilder<?, ?> builder) {
        builder.region(Region.EU_CENTRAL_1);
        builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
        if (builder instanceof S3BaseClientBuilder<?, ?> s3) {
            s3.forcePathStyle(true);
        }
        ((AwsSyncClientBuilder<?, ?>) builder).httpClient(UrlConnectionHttpClient.create());
    }

    /** A call that was made, with all that is in the journal then. */
    record Done(Arguments kept, Arguments left, Map<String, @Nullable Object> answer) {}

    AwsCall call(String service, String operation, Arguments parameters) {
        return new AwsCall(service, operation, parameters, place);
    }

    Map<String, @Nullable Object> send(String service, String operation, Object... parameters) throws Exception {
        return SENDER.send(call(service, operation, arguments(parameters)));
    }

    /** The code with which a service refuses. */
    String refusal(String service, String operation, Object... parameters) throws Exception {
        try {
            SENDER.send(call(service, operation, arguments(parameters)));
            return "";
        } catch (AwsException e) {
            return e.code();
        }
    }

    /** Captures and runs. */
    Done run(String row, String service, String operation, Object... parameters) throws Exception {
        return run(row, call(service, operation, arguments(parameters)), SENDER);
    }

    Done run(String row, AwsCall call, AwsSender sender) throws Exception {
        Arguments kept = undos.capture(row, call, sender).kept();
        Map<String, @Nullable Object> answer = sender.send(call);
        // As it comes back from the journal, not as it went in.
        Arguments left = Arguments.fromJson(
                undos.left(Arguments.fromJson(kept.json()), answer, sender).json());
        return new Done(Arguments.fromJson(kept.json()), left, answer);
    }

    /** What was put back, for people. */
    String takeBack(Done done) throws Exception {
        return undos.plan(done.kept(), done.left(), SENDER).run(SENDER);
    }

    static Arguments arguments(Object... namesAndValues) {
        Map<String, @Nullable Object> all = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Arguments.from(all);
    }
}
