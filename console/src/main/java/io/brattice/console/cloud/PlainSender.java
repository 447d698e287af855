package io.brattice.console.cloud;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Sends the few calls of DynamoDB and S3 that the demo needs, unsigned, to a server on this machine that checks no signature: so that the demo needs no
 * SDK and no credentials. Never sends anything elsewhere.
 */
final class PlainSender implements AwsSender {

    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=demo/20260101/eu-central-1/%s/aws4_request,"
            + " SignedHeaders=host, Signature=00";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI server;

    PlainSender(URI server) {
        if (!"127.0.0.1".equals(server.getHost())) {
            throw new IllegalArgumentException("the demo talks to 127.0.0.1 only");
        }
        this.server = server;
    }

    @Override
    public boolean sends(String service) {
        return service.equals("dynamodb") || service.equals("s3");
    }

    @Override
    public Map<String, @Nullable Object> send(AwsCall call) throws AwsException, InterruptedException {
        return switch (call.service()) {
            case "dynamodb" -> table(call);
            case "s3" -> bucket(call);
            default -> throw new AwsException("", false, "no server of the demo has `" + call.service() + "`");
        };
    }

    private Map<String, @Nullable Object> table(AwsCall call) throws AwsException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server)
                .header("X-Amz-Target", "DynamoDB_20120810." + call.operation())
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization", String.format(SIGNED, "dynamodb"))
                .POST(HttpRequest.BodyPublishers.ofString(call.parameters().json()))
                .build();
        HttpResponse<String> response = sent(request);
        Arguments answer = Arguments.fromJson(response.body().isEmpty() ? "{}" : response.body());
        if (response.statusCode() != 200) {
            String type = answer.string("__type").orElse("");
            throw new AwsException(type.substring(type.indexOf('#') + 1), true, response.body());
        }
        return answer.asMap();
    }

    private Map<String, @Nullable Object> bucket(AwsCall call) throws AwsException, InterruptedException {
        String bucket = "/" + call.parameters().string("Bucket").orElse("");
        String key = bucket + "/" + call.parameters().string("Key").orElse("");
        String version = call.parameters()
                .string("VersionId")
                .map(id -> "?versionId=" + id)
                .orElse("");
        return switch (call.operation()) {
            case "CreateBucket" -> asked("PUT", bucket, "");
            case "PutBucketVersioning" ->
                asked(
                        "PUT",
                        bucket + "?versioning",
                        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
            case "GetBucketVersioning" -> asked("GET", bucket + "?versioning", "");
            case "PutObject" -> asked("PUT", key, "demo");
            case "HeadObject" -> asked("HEAD", key, "");
            case "DeleteObject" -> asked("DELETE", key + version, "");
            case "ListObjectsV2" -> asked("GET", bucket + "?list-type=2", "");
            case "ListObjectVersions" ->
                asked(
                        "GET",
                        bucket + "?versions"
                                + call.parameters()
                                        .string("Prefix")
                                        .map(one -> "&prefix=" + one)
                                        .orElse(""),
                        "");
            default -> throw new AwsException("", false, "the demo does not send `" + call.id() + "`");
        };
    }

    private Map<String, @Nullable Object> asked(String method, String path, String body)
            throws AwsException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", String.format(SIGNED, "s3"))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = sent(request);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>(parsed(response.body()));
        if (response.statusCode() / 100 != 2) {
            String code = answer.get("Code") instanceof String text ? text : Integer.toString(response.statusCode());
            throw new AwsException(code, true, method + " " + path + " answers " + response.statusCode());
        }
        response.headers().firstValue("ETag").ifPresent(tag -> answer.put("ETag", tag));
        response.headers().firstValue("x-amz-version-id").ifPresent(id -> answer.put("VersionId", id));
        response.headers().firstValue("x-amz-delete-marker").ifPresent(any -> answer.put("DeleteMarker", true));
        return answer;
    }

    private HttpResponse<String> sent(HttpRequest request) throws AwsException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AwsException("", false, "the server of the demo does not answer", e);
        }
    }

    private static Map<String, @Nullable Object> parsed(String xml) throws AwsException {
        if (!xml.startsWith("<")) {
            return Map.of();
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return members(factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AwsException("", false, "what the server of the demo answers cannot be read", e);
        }
    }

    /** Elements that may come several times are lists under the names of the model. */
    private static Map<String, @Nullable Object> members(Element element) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        Map<String, List<@Nullable Object>> lists = new LinkedHashMap<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                String name = child.getLocalName() == null ? child.getTagName() : child.getLocalName();
                boolean plain = child.getElementsByTagName("*").getLength() == 0;
                String text = child.getTextContent();
                Object value = !plain
                        ? members(child)
                        : text.equals("true") ? true : text.equals("false") ? (Object) false : text;
                switch (name) {
                    case "Version", "DeleteMarker", "Contents" ->
                        lists.computeIfAbsent(name.equals("Contents") ? name : name + "s", any -> new ArrayList<>())
                                .add(value);
                    default -> members.put(name, value);
                }
            }
        }
        members.putAll(lists);
        return members;
    }
}
