package io.brattice.aws;

import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.testkit.ToolContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of every tool, on a bucket with a policy. Skipped where there is no server. */
class AwsToolContractTest extends ToolContract {

    private static Moto moto;
    private static int buckets;

    private String bucket = "";

    @BeforeAll
    static void start() throws Exception {
        moto = Moto.start();
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    private static String policy(String bucket, String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:role/r\"},"
                + "\"Action\":\"s3:" + action + "\",\"Resource\":\"arn:aws:s3:::" + bucket + "/*\"}]}";
    }

    private static Map<String, ?> send(String operation, Arguments parameters)
            throws AwsException, InterruptedException {
        return moto.sender().send(new AwsCall("s3", operation, parameters, moto.place()));
    }

    @Override
    protected Tool tool() {
        buckets++;
        bucket = "contract-" + buckets;
        try {
            send(
                    "CreateBucket",
                    Arguments.of(
                            "Bucket",
                            bucket,
                            "CreateBucketConfiguration",
                            Map.of("LocationConstraint", "eu-central-1")));
            send("PutBucketPolicy", Arguments.of("Bucket", bucket, "Policy", policy(bucket, "GetObject")));
        } catch (AwsException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return AwsTool.by(moto.sender()).at(moto.place());
    }

    @Override
    protected Arguments arguments() {
        Map<String, String> parameters = Map.of("Bucket", bucket, "Policy", policy(bucket, "ListBucket"));
        return Arguments.of("service", "s3", "operation", "PutBucketPolicy", "parameters", parameters);
    }

    @Override
    protected Digest world() throws Exception {
        return Digest.of(String.valueOf(send("GetBucketPolicy", Arguments.of("Bucket", bucket))));
    }

    @Override
    protected void changeBySomebodyElse() throws Exception {
        send("PutBucketPolicy", Arguments.of("Bucket", bucket, "Policy", policy(bucket, "DeleteObject")));
    }
}
