package io.brattice.aws.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Buckets and objects of S3Mock. */
class StorageUndoTest {

    private static final S3Client CLIENT = S3Client.builder()
            .region(Region.EU_CENTRAL_1)
            .endpointOverride(Server.S3.address())
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    private final Cycle cycle = new Cycle(Server.S3);
    private final String bucket = "b-" + UUID.randomUUID();

    @BeforeEach
    void makeTheBucket() throws Exception {
        cycle.send("s3", "CreateBucket", "Bucket", bucket);
    }

    private void versioned() throws Exception {
        cycle.send(
                "s3", "PutBucketVersioning", "Bucket", bucket, "VersioningConfiguration", Map.of("Status", "Enabled"));
    }

    private String put(String key, String text) {
        return CLIENT.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text))
                .eTag();
    }

    private String text(String key) {
        return CLIENT.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asUtf8String();
    }

    @Test
    void anObjectThatWasDeletedFromAVersionedBucketIsBack() throws Exception {
        versioned();
        put("a", "one");
        put("ab", "another, whose name begins the same");
        Cycle.Done done = cycle.run("s3:DeleteObject", "s3", "DeleteObject", "Bucket", bucket, "Key", "a");
        assertEquals(
                "404",
                cycle.refusal("s3", "HeadObject", "Bucket", bucket, "Key", "a").replace("NoSuchKey", "404"));

        cycle.takeBack(done);

        assertEquals("one", text("a"));
    }

    @Test
    void whatTheyDeletedOnlyAfterwardsStaysDeletedAndIsNamed() throws Exception {
        versioned();
        put("a", "one");
        Cycle.Done done = cycle.run("s3:DeleteObject", "s3", "DeleteObject", "Bucket", bucket, "Key", "a");
        put("a", "somebody else's");

        StaleException moved = assertThrows(StaleException.class, () -> cycle.takeBack(done));

        assertTrue(moved.getMessage().contains("somebody else"), moved.getMessage());
        assertEquals("somebody else's", text("a"));
    }

    @Test
    void aBucketThatKeepsNoVersionsIsRefusedBeforeAnythingIsDeleted() throws Exception {
        put("a", "one");
        UndoException refused = assertThrows(
                UndoException.class,
                () -> cycle.run("s3:DeleteObject", "s3", "DeleteObject", "Bucket", bucket, "Key", "a"));
        assertEquals("the bucket does not keep versions", refused.getMessage());
        assertEquals("one", text("a"));
    }

    @Test
    void aVersionIsNotDeletedAsIfItCameBack() throws Exception {
        versioned();
        assertThrows(
                UndoException.class,
                () -> cycle.run(
                        "s3:DeleteObject", "s3", "DeleteObject", "Bucket", bucket, "Key", "a", "VersionId", "1"));
    }

    @Test
    void manyObjectsComeBackAndWhatSomebodyPutSinceStays() throws Exception {
        versioned();
        for (String key : List.of("a", "b", "c")) {
            put(key, "first " + key);
        }
        Cycle.Done done = cycle.run(
                "s3:DeleteObjects",
                "s3",
                "DeleteObjects",
                "Bucket",
                bucket,
                "Delete",
                Map.of("Objects", List.of(Map.of("Key", "a"), Map.of("Key", "b"), Map.of("Key", "c"))));
        put("b", "somebody else's");

        String told = cycle.takeBack(done);

        assertEquals("first a", text("a"));
        assertEquals("somebody else's", text("b"));
        assertEquals("first c", text("c"));
        assertTrue(told.contains("leaves as it is"), told);
    }

    @Test
    void aVersionThatWasWrittenOverAnotherIsTakenAwayAgain() throws Exception {
        versioned();
        put("a", "one");
        put("from", "two");
        Cycle.Done done = cycle.run(
                "s3:CopyObject#versioned",
                "s3",
                "CopyObject",
                "Bucket",
                bucket,
                "Key",
                "a",
                "CopySource",
                bucket + "/from");
        assertEquals("two", text("a"));

        cycle.takeBack(done);

        assertEquals("one", text("a"));
    }

    @Test
    void anObjectThatWasMadeIsDeletedUnlessSomebodyWroteOverIt() throws Exception {
        put("from", "two");
        Cycle.Done done = cycle.run(
                "s3:CopyObject#new",
                "s3",
                "CopyObject",
                "Bucket",
                bucket,
                "Key",
                "new",
                "CopySource",
                bucket + "/from");
        cycle.takeBack(done);
        assertThrows(RuntimeException.class, () -> text("new"));

        Cycle.Done again = cycle.run(
                "s3:CopyObject#new",
                "s3",
                "CopyObject",
                "Bucket",
                bucket,
                "Key",
                "new",
                "CopySource",
                bucket + "/from");
        put("new", "somebody else's");
        assertThrows(StaleException.class, () -> cycle.takeBack(again));
        assertEquals("somebody else's", text("new"));
    }

    private static Map<String, Object> expiring(int days) {
        return Map.of(
                "Rules",
                List.of(Map.of(
                        "ID",
                        "old",
                        "Status",
                        "Enabled",
                        "Filter",
                        Map.of("Prefix", "logs/"),
                        "Expiration",
                        Map.of("Days", days))));
    }

    private Cycle.Done lifecycle(int days) throws Exception {
        return cycle.run(
                "s3:PutBucketLifecycleConfiguration",
                "s3",
                "PutBucketLifecycleConfiguration",
                "Bucket",
                bucket,
                "LifecycleConfiguration",
                expiring(days));
    }

    private Object rules() throws Exception {
        return cycle.send("s3", "GetBucketLifecycleConfiguration", "Bucket", bucket)
                .get("Rules");
    }

    @Test
    void aSettingOfTheBucketIsAsItWasAndTakingItBackTwiceDoesNothing() throws Exception {
        lifecycle(30);
        Object first = rules();
        Cycle.Done done = lifecycle(1);

        cycle.takeBack(done);
        assertEquals(first, rules());

        assertEquals(
                List.of(),
                cycle.undos.plan(done.kept(), done.left(), Cycle.SENDER).calls());
    }

    @Test
    void aSettingThatWasNotThereIsRemovedAgain() throws Exception {
        Cycle.Done done = lifecycle(1);
        cycle.takeBack(done);
        assertEquals(
                "NoSuchLifecycleConfiguration",
                cycle.refusal("s3", "GetBucketLifecycleConfiguration", "Bucket", bucket));
    }

    @Test
    void aSettingThatSomebodyChangedSinceStays() throws Exception {
        lifecycle(30);
        Cycle.Done done = lifecycle(1);
        lifecycle(7);
        Object theirs = rules();
        assertThrows(StaleException.class, () -> cycle.takeBack(done));
        assertEquals(theirs, rules());
    }

    @Test
    void aBucketThatWasMadeIsDeletedUnlessSomethingIsInIt() throws Exception {
        String made = "m-" + UUID.randomUUID();
        Cycle.Done empty = cycle.run("s3:CreateBucket", "s3", "CreateBucket", "Bucket", made);
        cycle.takeBack(empty);
        Cycle.Done used = cycle.run("s3:CreateBucket", "s3", "CreateBucket", "Bucket", made);
        CLIENT.putObject(request -> request.bucket(made).key("k"), RequestBody.fromString("theirs"));
        assertThrows(StaleException.class, () -> cycle.takeBack(used));
        UndoException there = assertThrows(
                UndoException.class, () -> cycle.run("s3:CreateBucket", "s3", "CreateBucket", "Bucket", bucket));
        assertEquals("the bucket is there already", there.getMessage());
    }

    @Test
    void whatIsNotKnownToHaveRunIsLeftAlone() throws Exception {
        versioned();
        put("a", "one");
        Cycle.Done done = cycle.run("s3:DeleteObject", "s3", "DeleteObject", "Bucket", bucket, "Key", "a");
        assertThrows(StaleException.class, () -> cycle.undos.plan(done.kept(), Arguments.none(), Cycle.SENDER));
    }

    @Test
    void aBucketThatIsGoneCannotBeReadAndSoNotTakenBack() throws Exception {
        versioned();
        put("a", "one");
        Cycle.Done done = cycle.run("s3:DeleteObject", "s3", "DeleteObject", "Bucket", bucket, "Key", "a");
        AwsException none = assertThrows(
                AwsException.class,
                () -> cycle.undos.plan(
                        Arguments.fromJson(done.kept().json().replace(bucket, "g-" + UUID.randomUUID())),
                        done.left(),
                        Cycle.SENDER));
        assertEquals("NoSuchBucket", none.code());
    }
}
