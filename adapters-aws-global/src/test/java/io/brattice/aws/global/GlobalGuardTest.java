package io.brattice.aws.global;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.RefusedException;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approver;
import io.brattice.aws.BratticeAws;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import io.brattice.testkit.ScriptedApprover;
import java.lang.reflect.InvocationTargetException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedDeleteObjectRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Clients that know nothing of a gate, in a process that has one. */
class GlobalGuardTest {

    private final ScriptedApprover approver = new ScriptedApprover();
    private final Journal journal = Journal.inMemory();
    private FakeAws server;
    private Gate gate;
    private BratticeAws agent;
    private BratticeAws application;

    @BeforeEach
    void open() throws Exception {
        server = new FakeAws();
        gate = gate(Policy.defaults(), approver, journal);
        agent = BratticeAws.of(gate.as(Caller.agent("ops-bot").onBehalfOf("on-call")));
        Policy may = evidence -> evidence.assessment().inherent() == Reversibility.IRREVERSIBLE
                        && evidence.call().arguments().json().contains("forbidden")
                ? Verdict.deny("app.no", "the application may not")
                : Verdict.allow("app.yes", "the application may");
        application = BratticeAws.of(
                gate(may, Approver.refusing("nobody"), Journal.inMemory()).as(Caller.application("billing")));
    }

    @AfterEach
    void close() {
        gate.close();
        server.close();
        journal.close();
    }

    private static Gate gate(Policy policy, Approver approver, Journal journal) throws Exception {
        return Gate.builder()
                .policy(policy)
                .approver(approver)
                .journal(journal)
                .patience(Duration.ofSeconds(20))
                .build();
    }

    private RdsClient rds() {
        return server.here(RdsClient.builder())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Test
    void withNothingInstalledReadsPassAndAllElseIsToldWhatToDo() {
        try (RdsClient rds = rds()) {
            rds.describeDBInstances();
            RefusedException refused = assertThrows(
                    RefusedException.class, () -> rds.deleteDBInstance(r -> r.dbInstanceIdentifier("orders")));

            assertTrue(refused.outcome().advice().contains("BratticeAwsGlobal.install"), refused.outcome()::advice);
            assertEquals(List.of("DescribeDBInstances"), server.seen());
        }
    }

    @Test
    void outsideAScopeACallIsTheApplications() {
        try (RdsClient rds = rds();
                BratticeAwsGlobal.Installed installed = BratticeAwsGlobal.install(application)) {
            assertNotNull(installed);
            rds.deleteDBInstance(r -> r.dbInstanceIdentifier("orders").skipFinalSnapshot(true));
            assertThrows(RefusedException.class, () -> rds.deleteDBInstance(r -> r.dbInstanceIdentifier("forbidden")));

            assertEquals(List.of("DeleteDBInstance"), server.seen());
            assertThrows(IllegalStateException.class, () -> BratticeAwsGlobal.install(application));
            assertThrows(IllegalArgumentException.class, () -> BratticeAwsGlobal.install(agent));
        }
    }

    @Test
    void insideAScopeACallIsTheAgents() throws Exception {
        try (RdsClient rds = rds();
                BratticeAwsGlobal.Installed installed = BratticeAwsGlobal.install(application)) {
            assertNotNull(installed);
            try (Scope scope = BratticeAwsGlobal.enter(agent)) {
                rds.describeDBInstances();
                RefusedException refused = assertThrows(
                        RefusedException.class, () -> rds.deleteDBInstance(r -> r.dbInstanceIdentifier("orders")));
                assertInstanceOf(Outcome.Pending.class, refused.outcome());

                CompletableFuture<?> elsewhere = CompletableFuture.runAsync(
                        scope.wrap(() -> rds.deleteDBInstance(r -> r.dbInstanceIdentifier("other"))));
                assertThrows(ExecutionException.class, () -> elsewhere.get(10, TimeUnit.SECONDS));
            }
            assertEquals(List.of("DescribeDBInstances"), server.seen());
            rds.deleteDBInstance(r -> r.dbInstanceIdentifier("orders"));
            assertEquals(2, server.seen().size());
        }
    }

    @Test
    void scopesAreClosedInOrderOnTheirThread() throws Exception {
        try (Scope outer = BratticeAwsGlobal.enter(agent)) {
            Scope inner = BratticeAwsGlobal.enter(application);
            assertThrows(IllegalStateException.class, outer::close);
            CompletableFuture<Void> elsewhere = CompletableFuture.runAsync(inner::close);
            assertThrows(ExecutionException.class, () -> elsewhere.get(10, TimeUnit.SECONDS));
            inner.close();
            inner.close();
        }
    }

    @Test
    void theNativeClientOfS3IsGuarded() throws Exception {
        try (S3AsyncClient s3 = S3AsyncClient.crtBuilder()
                        .endpointOverride(server.uri())
                        .region(Region.EU_CENTRAL_1)
                        .forcePathStyle(true)
                        .credentialsProvider(FakeAws.credentials())
                        .build();
                Scope scope = BratticeAwsGlobal.enter(agent)) {
            s3.listObjectsV2(r -> r.bucket("b")).get(20, TimeUnit.SECONDS);
            CompletableFuture<?> bare = s3.deleteObject(r -> r.bucket("b").key("k"));
            assertInstanceOf(
                    RefusedException.class,
                    assertThrows(ExecutionException.class, () -> bare.get(10, TimeUnit.SECONDS))
                            .getCause());
            assertEquals(1, server.seen().size(), server.seen()::toString);

            approver.yes("dba").yes("dba");
            scope.callAsync(() -> s3.deleteObject(r -> r.bucket("b").key("k"))).get(20, TimeUnit.SECONDS);
            scope.callAsync(() -> s3.putObject(r -> r.bucket("b").key("k"), AsyncRequestBody.fromString("x")))
                    .get(20, TimeUnit.SECONDS);
            assertEquals(3, server.seen().size(), server.seen()::toString);
        }
    }

    @Test
    void aSignedAddressIsJudgedAsTheCallThatItAllows() throws Exception {
        try (S3Presigner presigner = S3Presigner.builder()
                        .region(Region.EU_CENTRAL_1)
                        .endpointOverride(server.uri())
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .build())
                        .credentialsProvider(FakeAws.credentials())
                        .build();
                Scope scope = BratticeAwsGlobal.enter(agent)) {
            presigner.presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                    .getObjectRequest(r -> r.bucket("b").key("k")));
            assertThrows(RefusedException.class, () -> delete(presigner));

            approver.yes("dba");
            PresignedDeleteObjectRequest signed =
                    scope.call(() -> presigner.presignDeleteObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .deleteObjectRequest(r -> r.bucket("b").key("l"))));
            assertTrue(signed.url().getQuery().contains("X-Amz-Signature"));
            assertTrue(kinds().contains(Entry.Kind.DONE));
            assertThrows(
                    RefusedException.class,
                    () -> presigner.presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(r ->
                                    r.bucket("b").key("k").overrideConfiguration(o -> o.putHeader("x-amz-mfa", "1")))));
        }
    }

    private static PresignedDeleteObjectRequest delete(S3Presigner presigner) {
        return presigner.presignDeleteObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                .deleteObjectRequest(r -> r.bucket("b").key("k")));
    }

    private List<Entry.Kind> kinds() throws Exception {
        List<Entry.Kind> kinds = new ArrayList<>();
        journal.read(entry -> kinds.add(entry.kind()));
        return kinds;
    }

    @Test
    void theSdksOwnCallsForCredentialsPass() {
        try (StsClient sts = server.here(StsClient.builder())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                StsAssumeRoleCredentialsProvider assumed = StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(r ->
                                r.roleArn("arn:aws:iam::123456789012:role/ops").roleSessionName("ops"))
                        .build();
                RdsClient rds = server.here(RdsClient.builder())
                        .credentialsProvider(assumed)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                Scope scope = BratticeAwsGlobal.enter(agent)) {
            assertNotNull(scope);
            rds.describeDBInstances();
            assertEquals(List.of("AssumeRole", "DescribeDBInstances"), server.seen());
            assertThrows(
                    RefusedException.class,
                    () -> sts.assumeRole(r ->
                            r.roleArn("arn:aws:iam::123456789012:role/admin").roleSessionName("ops")));
            assertEquals(2, server.seen().size());
        }
    }

    @Test
    void aSecondClassLoaderThatSeesThisOneCannotMakeAClient() throws Exception {
        try (URLClassLoader second = new URLClassLoader(sdk(), getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> known = findLoadedClass(name);
                    return known != null
                            ? known
                            : name.startsWith("software.amazon.awssdk")
                                    ? findClass(name)
                                    : super.loadClass(name, resolve);
                }
            }
        }) {
            Thread.currentThread().setContextClassLoader(second);
            InvocationTargetException error = assertThrows(InvocationTargetException.class, () -> client(second));
            assertTrue(error.getCause().toString().contains("GlobalGuard"), () -> String.valueOf(error.getCause()));
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
    }

    @Test
    void aClassLoaderThatSeesNothingOfThisOneIsOutOfReach() throws Exception {
        try (URLClassLoader apart = new URLClassLoader(sdk(), new Apart())) {
            Thread.currentThread().setContextClassLoader(apart);
            Object client = client(apart);
            assertTrue(client.toString().length() > 0, "LIMITATIONS.md says so");
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
    }

    /** Sees the libraries that the SDK needs, and nothing of ours. */
    private static final class Apart extends ClassLoader {
        Apart() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.slf4j") || name.startsWith("org.reactivestreams")) {
                return GlobalGuardTest.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    private static Object client(ClassLoader loader) throws Exception {
        Class<?> type = loader.loadClass("software.amazon.awssdk.services.rds.RdsClient");
        Object builder = type.getMethod("builder").invoke(null);
        Class<?> region = loader.loadClass("software.amazon.awssdk.regions.Region");
        loader.loadClass("software.amazon.awssdk.awscore.client.builder.AwsClientBuilder")
                .getMethod("region", region)
                .invoke(builder, region.getMethod("of", String.class).invoke(null, "eu-central-1"));
        Object http = loader.loadClass("software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient")
                .getMethod("create")
                .invoke(null);
        loader.loadClass("software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder")
                .getMethod("httpClient", loader.loadClass("software.amazon.awssdk.http.SdkHttpClient"))
                .invoke(builder, http);
        return loader.loadClass("software.amazon.awssdk.utils.builder.SdkBuilder")
                .getMethod("build")
                .invoke(builder);
    }

    private static URL[] sdk() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (URL home :
                Collections.list(GlobalGuardTest.class.getClassLoader().getResources("software/amazon/awssdk"))) {
            if (home.openConnection() instanceof JarURLConnection jar) {
                jars.add(jar.getJarFileURL());
            }
        }
        return jars.toArray(URL[]::new);
    }
}
