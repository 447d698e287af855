package io.brattice.aws.sdk;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Uploads in parts that were admitted as a whole and are under way. Clients of S3 and the transfer manager cut large objects into parts on threads of
 * their own, where nothing can be judged; so the first call is judged as the object that the upload becomes, and the parts and the end
 * of this very upload pass until the operation that began it has ended (ADR 24).
 */
final class Uploads {

    private static final String BEGIN = "CreateMultipartUpload";
    private static final Set<String> PARTS =
            Set.of("UploadPart", "UploadPartCopy", "CompleteMultipartUpload", "AbortMultipartUpload", "ListParts");

    private final Map<String, Execution> underWay = new ConcurrentHashMap<>();

    /** What a call is judged as: the beginning of an upload as the write of its object. */
    static AwsCall whole(AwsCall call) {
        if (!isBegin(call)) {
            return call;
        }
        Map<String, @Nullable Object> members =
                new LinkedHashMap<>(call.parameters().asMap());
        members.remove("ChecksumType"); // says how the parts are summed up
        return call.other("s3", "PutObject", Arguments.from(members));
    }

    /** Notes an upload that has begun. */
    void began(Execution execution, Map<String, @Nullable Object> answer) {
        if (isBegin(execution.call) && answer.get("UploadId") instanceof String id) {
            underWay.put(key(execution.call, id), execution);
        }
    }

    /** The upload that a call goes on with; empty where it is none of those. */
    Optional<Execution> of(AwsCall call) {
        if (underWay.isEmpty() || !call.service().equals("s3") || !PARTS.contains(call.operation())) {
            return Optional.empty();
        }
        return call.parameters().string("UploadId").map(id -> underWay.get(key(call, id)));
    }

    /** The operation that began it has ended. */
    void ended(Execution execution) {
        underWay.values().remove(execution);
    }

    private static boolean isBegin(AwsCall call) {
        return call.service().equals("s3") && call.operation().equals(BEGIN);
    }

    private static String key(AwsCall call, String id) {
        return call.place() + "\n" + call.parameters().get("Bucket") + "\n"
                + call.parameters().get("Key") + "\n" + id;
    }
}
