package io.brattice.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;

/** Requests of the SDK and plain values, to and fro. */
class PojosTest {

    private static final List<String> SERVICES =
            List.of("rds", "s3", "ec2", "dynamodb", "iam", "kms", "route53", "cloudformation", "ecs", "sqs");
    private static final int DEEP = 3;

    @Test
    void everyRequestComesBackAsItWasFilled() throws Exception {
        long seed = Long.getLong("brattice.seed", 24);
        Random random = new Random(seed);
        int requests = 0;
        SdkModules modules = SdkModules.in(PojosTest.class.getClassLoader());
        for (String name : SERVICES) {
            Optional<Class<?>> client = modules.client(name);
            if (client.isEmpty()) {
                continue;
            }
            SdkService service = new SdkService(client.get());
            for (Operation operation : Catalogue.shipped().operations(name)) {
                if (service.operation(operation.name()).isEmpty()) {
                    continue;
                }
                AwsRequest.Builder builder =
                        SdkService.request(service.operation(operation.name()).get());
                Map<String, @Nullable Object> members = filled((SdkPojo) builder, random, 0);
                PojoWriter.fill((SdkPojo) builder, members);
                assertEquals(
                        Arguments.from(members),
                        Arguments.from(PlainValues.of((SdkPojo) builder.build())),
                        () -> operation.id() + " with seed " + seed);
                requests++;
            }
        }
        assertTrue(requests > 500, "found " + requests);
    }

    @Test
    void membersHaveTheNamesOfTheModels() throws Exception {
        TreeSet<String> strange = new TreeSet<>();
        SdkModules modules = SdkModules.in(PojosTest.class.getClassLoader());
        for (String name : SERVICES) {
            Optional<Class<?>> client = modules.client(name);
            if (client.isEmpty()) {
                continue;
            }
            SdkService service = new SdkService(client.get());
            for (Operation operation : Catalogue.shipped().operations(name)) {
                if (service.operation(operation.name()).isPresent()) {
                    Map<String, @Nullable Object> names = new LinkedHashMap<>();
                    ((SdkPojo) SdkService.request(
                                    service.operation(operation.name()).get()))
                            .sdkFields()
                            .forEach(field -> names.put(field.memberName(), "x"));
                    OwnMembers.settle(names);
                    names.keySet().stream()
                            .filter(member -> !operation.members().contains(member))
                            .forEach(member -> strange.add(name + ":" + member));
                }
            }
        }
        assertEquals(new TreeSet<>(List.of("rds:SourceRegion")), strange);
    }

    @Test
    void whatIsCopiedIsSaidAsTheServiceSaysIt() {
        CopyObjectRequest request = CopyObjectRequest.builder()
                .sourceBucket("from")
                .sourceKey("a b/ü+")
                .sourceVersionId("v1")
                .destinationBucket("to")
                .destinationKey("c")
                .build();

        assertEquals(
                Map.of("CopySource", "from/a%20b/%C3%BC%2B?versionId=v1", "Bucket", "to", "Key", "c"),
                SdkCalls.members(request));
    }

    @Test
    void largeBytesAreKnownByTheirDigest() {
        byte[] zip = new byte[1 << 20];
        Map<String, @Nullable Object> members = SdkCalls.members(UpdateFunctionCodeRequest.builder()
                .functionName("f")
                .zipFile(SdkBytes.fromByteArrayUnsafe(zip))
                .build());
        String before = String.valueOf(members.get("ZipFile"));
        zip[77] = 1;

        assertTrue(before.endsWith("of 1048576 bytes"), before);
        assertTrue(!before.equals(SdkCalls.members(UpdateFunctionCodeRequest.builder()
                        .functionName("f")
                        .zipFile(SdkBytes.fromByteArrayUnsafe(zip))
                        .build())
                .get("ZipFile")));
    }

    // -- values of every kind

    private static Map<String, @Nullable Object> filled(SdkPojo pojo, Random random, int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = value(field, random, depth);
            if (value != null) {
                members.put(field.memberName(), value);
            }
        }
        return members;
    }

    private static @Nullable Object value(SdkField<?> field, Random random, int depth) {
        MarshallingType<?> type = field.marshallingType();
        if (depth >= DEEP
                && (type == MarshallingType.SDK_POJO || type == MarshallingType.LIST || type == MarshallingType.MAP)) {
            return null;
        }
        if (type == MarshallingType.SDK_POJO) {
            return filled(field.constructor().get(), random, depth + 1);
        }
        if (type == MarshallingType.LIST) {
            List<Object> list = new ArrayList<>();
            Object item = value(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), random, depth + 1);
            if (item != null) {
                list.add(item);
            }
            return list;
        }
        if (type == MarshallingType.MAP) {
            Object item = value(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), random, depth + 1);
            return item == null ? Map.of() : Map.of("k" + random.nextInt(9), item);
        }
        if (type == MarshallingType.BOOLEAN) {
            return random.nextBoolean();
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.ofEpochSecond(random.nextInt(1 << 30)).toString();
        }
        if (type == MarshallingType.SDK_BYTES) {
            return Base64.getEncoder().encodeToString(new byte[] {(byte) random.nextInt(), 0});
        }
        return type == MarshallingType.STRING ? "s" + random.nextInt(99) : (Object) random.nextInt(100);
    }
}
