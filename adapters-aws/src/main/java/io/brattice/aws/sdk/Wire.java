package io.brattice.aws.sdk;

import io.brattice.aws.call.AwsCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * What the SDK made of the members that were judged, to be held against what is about to be sent. Between the two, interceptors, plugins and a
 * request's own headers and query parameters can make another call of it: another target, a version, a bypass of a lock.
 *
 * <p>Not looked at: the host, which the SDK finds late, but for the bucket in it; headers that neither the model nor AWS gives a meaning; what is streamed.
 *
 * @param request with its path, its query and its headers, before anybody could touch them
 * @param body of an operation without a stream
 * @param stream of one with a stream, asynchronously
 */
record Wire(SdkHttpRequest request, Optional<RequestBody> body, Optional<AsyncRequestBody> stream) {

    /** How much of a body that was exchanged is compared; the largest request that is no stream is 16 MiB. */
    private static final int LARGEST = 16 << 20;

    /** Of AWS's own headers, those that the SDK adds to a request when it signs and counts it. */
    private static final Set<String> ADDED = Set.of(
            "x-amz-date",
            "x-amz-content-sha256",
            "x-amz-security-token",
            "x-amz-s3session-token",
            "x-amz-decoded-content-length",
            "x-amz-trailer",
            "x-amz-te",
            "x-amz-user-agent",
            "x-amz-region-set",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-checksum-mode",
            "x-amzn-trace-id");

    /** Headers that say nothing of what is done. */
    private static final Set<String> INDIFFERENT =
            Set.of("content-length", "content-type", "transfer-encoding", "host", "user-agent", "accept", "expect");

    /** Members that the SDK adds to a form: an address by which another region's copy is read. */
    private static final Set<String> SIGNED = Set.of("PreSignedUrl", "PresignedUrl", "DestinationRegion");

    /** What somebody changed in what is about to be sent, a clause; empty when it is what was made. */
    Optional<String> changed(AwsCall judged, Context.BeforeTransmission sent) {
        SdkHttpRequest now = sent.httpRequest();
        if (now.method() != request.method()) {
            return Optional.of("its method is `" + now.method() + "`");
        }
        if (!isPlace(judged, now)) {
            return Optional.of("its path or its bucket's host is another");
        }
        if (!says(judged)) {
            return Optional.of("it was made for another operation");
        }
        return header(now).or(() -> query(now)).or(() -> body(sent));
    }

    // -- path

    /** True unless a protocol that names the operation names another. */
    private boolean says(AwsCall judged) {
        String operation = judged.operation();
        Optional<String> target = request.firstMatchingHeader("X-Amz-Target");
        Optional<String> action = request.firstMatchingRawQueryParameter("Action");
        return target.filter(name -> !name.endsWith("." + operation)).isEmpty()
                && action.filter(name -> !name.equals(operation)).isEmpty();
    }

    /** The bucket is in the host or in the path, and not in both. */
    private boolean isPlace(AwsCall judged, SdkHttpRequest now) {
        String made = bare(request.encodedPath());
        String path = bare(now.encodedPath());
        Optional<URI> endpoint = judged.place().endpoint();
        String prefix =
                endpoint.map(at -> bare(String.valueOf(at.getRawPath()))).orElse("");
        boolean plain = path.equals(made) || path.equals(prefix + made);
        Object bucket = judged.service().equals("s3")
                ? judged.parameters().get("Bucket").orElse("")
                : "";
        if (bucket.equals("")) {
            return plain;
        }
        String name = bucket.toString();
        if (name.startsWith("arn:")) {
            return path.endsWith(made); // its host is made of parts of the name
        }
        boolean inPath = path.equals("/" + name + made) || path.equals(prefix + "/" + name + made);
        String host = now.host();
        return endpoint.isPresent()
                ? (plain && host.equals(name + "." + endpoint.get().getHost()))
                        || (inPath && host.equals(endpoint.get().getHost()))
                : (plain && host.startsWith(name + ".s3")) || (inPath && host.startsWith("s3"));
    }

    private static String bare(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    // -- headers

    private Optional<String> header(SdkHttpRequest now) {
        for (Map.Entry<String, List<String>> made : request.headers().entrySet()) {
            String name = made.getKey().toLowerCase(Locale.ROOT);
            if (!INDIFFERENT.contains(name) && !made.getValue().equals(now.matchingHeaders(made.getKey()))) {
                return Optional.of("its header `" + name + "` is another");
            }
        }
        @Nullable String[] strange = new String[1];
        now.forEachHeader((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("x-amz")
                    && !isAdded(name)
                    && request.matchingHeaders(header).isEmpty()) {
                strange[0] = name;
            }
        });
        return Optional.ofNullable(strange[0]).map(name -> "a header `" + name + "` came to it");
    }

    private static boolean isAdded(String name) {
        return ADDED.contains(name) || name.startsWith("x-amz-checksum-");
    }

    // -- query, which some services read from the body

    private Optional<String> query(SdkHttpRequest now) {
        Map<String, List<String>> made = request.rawQueryParameters();
        Map<String, List<String>> sent = now.rawQueryParameters();
        if (sent.isEmpty() && !made.isEmpty() && body.isEmpty()) {
            return form(made, now);
        }
        return same(made, sent, Set.of()) ? Optional.empty() : Optional.of("its query is another");
    }

    private static Optional<String> form(Map<String, List<String>> made, SdkHttpRequest now) {
        Optional<ContentStreamProvider> content =
                now instanceof SdkHttpFullRequest full ? full.contentStreamProvider() : Optional.empty();
        if (content.isEmpty()) {
            return Optional.of("its query is gone");
        }
        boolean packed = now.matchingHeaders("Content-Encoding").contains("gzip");
        try (InputStream bare = content.get().newStream();
                InputStream stream = packed ? new GZIPInputStream(bare) : bare) {
            Map<String, List<String>> sent = read(new String(stream.readNBytes(LARGEST), StandardCharsets.UTF_8));
            return same(made, sent, SIGNED) ? Optional.empty() : Optional.of("its form is another");
        } catch (IOException e) {
            return Optional.of("its form cannot be read");
        }
    }

    private static Map<String, List<String>> read(String form) {
        Map<String, List<String>> members = new TreeMap<>();
        int at = 0;
        while (at < form.length()) {
            int end = form.indexOf('&', at);
            String pair = form.substring(at, end < 0 ? form.length() : end);
            int is = pair.indexOf('=');
            String name = is < 0 ? pair : pair.substring(0, is);
            String value = is < 0 ? "" : pair.substring(is + 1);
            members.computeIfAbsent(decoded(name), unused -> new ArrayList<>()).add(decoded(value));
            at = end < 0 ? form.length() : end + 1;
        }
        return members;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean same(Map<String, List<String>> made, Map<String, List<String>> sent, Set<String> more) {
        if (made.isEmpty() && sent.isEmpty()) {
            return true;
        }
        for (Map.Entry<String, List<String>> member : made.entrySet()) {
            List<String> now = sent.get(member.getKey());
            if (now == null || !texts(member.getValue()).equals(texts(now))) {
                return false;
            }
        }
        for (String name : sent.keySet()) {
            if (!made.containsKey(name) && !more.contains(name)) {
                return false;
            }
        }
        return true;
    }

    /** A parameter without a value is written as nothing, as null and as an empty text. */
    private static List<String> texts(List<String> values) {
        List<String> texts = new ArrayList<>();
        for (String value : values) {
            if (value != null && !value.isEmpty()) {
                texts.add(value);
            }
        }
        return texts;
    }

    // -- body

    private Optional<String> body(Context.BeforeTransmission sent) {
        if (stream.isEmpty() && sent.asyncRequestBody().isPresent()) {
            return Optional.of("a stream came to it");
        }
        Optional<RequestBody> now = sent.requestBody();
        if (now.equals(body) || now.isEmpty()) {
            return Optional.empty();
        }
        if (body.isEmpty()) {
            return isEmpty(now.get()) ? Optional.empty() : Optional.of("a body came to it");
        }
        return isEmpty(now.get()) || Arrays.equals(bytes(body.get()), bytes(now.get()))
                ? Optional.empty()
                : Optional.of("its body is another");
    }

    private static boolean isEmpty(RequestBody body) {
        return body.optionalContentLength().filter(length -> length == 0).isPresent();
    }

    private static byte[] bytes(RequestBody body) {
        try (InputStream stream = body.contentStreamProvider().newStream()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(stream.readNBytes(LARGEST));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("a body that was exchanged cannot be read", e);
        }
    }
}
