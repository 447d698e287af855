package io.brattice.aws.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approver;
import io.brattice.aws.lookup.Lookups;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.shell.ShellTool;
import io.brattice.shell.process.Execution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of the real program through a gate, against a real server, and taken back by the same program. */
class UndoneLineTest {

    @TempDir
    Path root;

    private Process server;

    @AfterEach
    void stopTheServer() throws Exception {
        if (gate != null) {
            gate.close();
            journal.close();
        }
        if (server != null) {
            server.destroy();
            server.waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aBucketThatALineMadeIsDeletedAgain() throws Exception {
        Session agent = agent(start());
        Outcome made = agent.call(shell, Arguments.of("command", "aws s3 mb s3://made-here"));
        assertTrue(made.ran(), made::advice);
        assertTrue(buckets().contains("made-here"));
        Outcome undone = agent.undo(made.call());
        assertTrue(undone.ran(), undone::advice);
        assertFalse(buckets().contains("made-here"));
    }

    @Test
    void aSettingThatALineChangedIsPutBack() throws Exception {
        Session agent = agent(start());
        aws(
                "s3api",
                "create-bucket",
                "--bucket",
                "plain-bucket",
                "--create-bucket-configuration",
                "LocationConstraint=eu-west-1");
        aws("s3api", "put-bucket-tagging", "--bucket", "plain-bucket", "--tagging", "TagSet=[{Key=a,Value=before}]");
        Outcome changed = agent.call(
                shell,
                Arguments.of(
                        "command",
                        "aws s3api put-bucket-cors --bucket plain-bucket --cors-configuration"
                                + " 'CORSRules=[{AllowedMethods=[GET],AllowedOrigins=[https://example.com]}]'"));
        assertTrue(changed.ran(), changed::advice);
        assertTrue(aws("s3api", "get-bucket-cors", "--bucket", "plain-bucket").contains("example.com"));
        Outcome undone = agent.undo(changed.call());
        assertTrue(undone.ran(), undone::advice);
        assertFalse(aws("s3api", "get-bucket-cors", "--bucket", "plain-bucket").contains("example.com"));
    }

    @Test
    void whatCannotBeTakenBackIsAskedAbout() throws Exception {
        Session agent = agent(start());
        aws(
                "s3api",
                "create-bucket",
                "--bucket",
                "plain-bucket",
                "--create-bucket-configuration",
                "LocationConstraint=eu-west-1");
        Outcome asked = agent.call(shell, Arguments.of("command", "aws s3 rb s3://plain-bucket --force"));
        assertFalse(asked.ran());
        assertTrue(buckets().contains("plain-bucket"));
    }

    @Test
    void aFailedCallIsNotTakenForOneThatMadeSomething() throws Exception {
        Session agent = agent(start());
        String table =
                "aws dynamodb create-table --table-name t --attribute-definitions AttributeName=id,AttributeType=S"
                        + " --key-schema AttributeName=id,KeyType=HASH --billing-mode PAY_PER_REQUEST";
        Outcome made = agent.call(shell, Arguments.of("command", table));
        Outcome again = agent.call(shell, Arguments.of("command", table + " --region eu-west-1"));
        assertTrue(made.ran(), made::advice);
        if (again.ran()) {
            assertFalse(agent.undo(again.call()).ran());
        }
        assertTrue(aws("dynamodb", "list-tables").contains("\"t\""));
        Outcome undone = agent.undo(made.call());
        assertTrue(undone.ran(), undone::advice);
        assertFalse(aws("dynamodb", "list-tables").contains("\"t\""));
    }

    private Gate gate;
    private Journal journal;
    private ShellTool shell;
    private Map<String, String> variables;
    private Path program;

    private Session agent(int port) throws IOException {
        Path home = Files.createDirectory(root.resolve("home"));
        Path workspace = Files.createDirectory(root.resolve("work"));
        variables = new TreeMap<>(RealCommandLineTest.Programs.variables("http://127.0.0.1:" + port, home));
        variables.remove("PATH");
        variables.remove("HOME");
        Map<String, String> own = new TreeMap<>(variables);
        own.put("PATH", System.getenv("PATH"));
        own.put("HOME", home.toString());
        variables = own;
        Execution asks = new Execution(own, Duration.ofSeconds(30), 1 << 20);
        ShellTool.Builder builder = ShellTool.builder()
                .workspace(workspace)
                .home(home)
                .store(root.resolve("store"))
                .programsFrom(program.getParent())
                .program(
                        "aws",
                        AwsCommand.shipped()
                                .lookingUp(
                                        Lookups.by(CliSender.by(program, asks)).within(20, Duration.ofSeconds(20))));
        Map<String, String> given = new TreeMap<>(own);
        given.keySet().removeAll(java.util.List.of("PATH", "HOME", "LC_ALL"));
        shell = builder.environment(given).build();
        journal = FileJournal.in(root.resolve("journal"));
        gate = Gate.builder()
                .policy(Policy.defaults())
                .classifyWithin(Duration.ofSeconds(60)) // the program takes a second for each look-up
                .approver(Approver.refusing("nobody"))
                .journal(journal)
                .tools(name -> Optional.of(shell))
                .build();
        return gate.as(Caller.agent("a"));
    }

    private String buckets() throws Exception {
        return aws("s3api", "list-buckets");
    }

    private String aws(String... words) throws Exception {
        java.util.List<String> all = new java.util.ArrayList<>(java.util.List.of(program.toString()));
        all.addAll(java.util.List.of(words));
        all.addAll(java.util.List.of("--endpoint-url", variables.get("AWS_ENDPOINT_URL")));
        return new Execution(variables, Duration.ofSeconds(30), 1 << 20)
                .run(all, root)
                .stdout();
    }

    private int start() throws Exception {
        if (!Boolean.getBoolean("brattice.long")) {
            System.out.println("skipped: lines that are taken back run with -Dbrattice.long=true");
            Assumptions.abort("takes half a minute");
        }
        Path real = onThePath("aws"); // which may be a script that needs this PATH
        program = Files.createDirectory(root.resolve("bin")).resolve("aws");
        Files.writeString(program, "#!/bin/sh\nPATH='" + System.getenv("PATH") + "' exec '" + real + "' \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path moto = onThePath("moto_server");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder(moto.toString(), "-p", Integer.toString(port), "-H", "127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < until) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertTrue(socket.isConnected());
                return port;
            } catch (IOException e) {
                Thread.onSpinWait();
                TimeUnit.MILLISECONDS.sleep(50); // until the server listens
            }
        }
        return Assumptions.abort("moto_server did not start");
    }

    private static Path onThePath(String name) {
        for (String place : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(place, name))) {
                return Path.of(place, name);
            }
        }
        System.out.println("skipped: no `" + name + "` on the PATH");
        return Assumptions.abort("no `" + name + "` on the PATH");
    }
}
