package io.brattice.shell.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Preview.Fidelity;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.program.DryRun;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real programs, where they are installed. */
class RehearsalsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private Path work;
    private Environment environment;
    private Rehearsals rehearsals;

    @BeforeEach
    void folders() throws Exception {
        work = Files.createDirectory(root.resolve("work"));
        environment =
                Environment.in(Files.createDirectory(root.resolve("home"))).build();
        rehearsals = new Rehearsals(root.resolve("plans"));
    }

    private void needs(String program) {
        assumeTrue(environment.binaries().resolve(program).isPresent(), "skipped: there is no `" + program + "` here");
    }

    private static DryRun dryRun(String reader, String... argv) {
        return new DryRun(List.of(argv), Fidelity.EXACT, reader);
    }

    /** The preview, after which the folder is as it was. */
    private Preview run(DryRun dryRun) throws Exception {
        String before = tree();
        Preview preview = rehearsals.run(dryRun, work, environment, LONG, List.of());
        assertEquals(before, tree());
        return preview;
    }

    private String tree() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> paths = Files.walk(work)) {
            for (Path path : paths.sorted().toList()) {
                all.append(path).append(' ').append(Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS));
                all.append(' ')
                        .append(Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS))
                        .append(' ');
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    all.append(Digest.of(Files.readAllBytes(path)).hex());
                }
                all.append('\n');
            }
        }
        return all.toString();
    }

    private static List<Verb> verbs(Preview preview) {
        return preview.effects().stream().map(Effect::verb).toList();
    }

    private ShellResult perform(List<String> argv) throws Exception {
        return new Execution(environment.variables(), LONG, 1 << 20).run(argv, work);
    }

    @Test
    void showsATextAsItIs() throws Exception {
        Effect assessed = Effect.of(Verb.UPDATE, io.brattice.action.Resource.tool("x"), Reversibility.IRREVERSIBLE);
        DryRun dryRun = new DryRun(List.of("printf", "would \\033[1mdo\\033[0m it  \\n"), Fidelity.PARTIAL, "text");
        Preview preview = rehearsals.run(dryRun, work, environment, LONG, List.of(assessed));
        assertEquals("would do it", preview.text());
        assertEquals(List.of(assessed), preview.effects());
        assertEquals(Fidelity.PARTIAL, preview.fidelity());
    }

    @Test
    void saysWhyThereIsNone() throws Exception {
        assertEquals(
                Preview.none("`ls` has no rehearsal: /usr/bin/ls: cannot access 'absent': No such file or directory"),
                run(dryRun("text", "ls", "absent")));
        assertEquals(
                Preview.none("`absent` has no rehearsal: there is no such program in the system's folders"),
                run(dryRun("text", "absent")));
        assertEquals(Preview.none("`ls` has no rehearsal: there is no reader `none`"), run(dryRun("none", "ls")));
        Preview late =
                rehearsals.run(dryRun("text", "sleep", "70.5"), work, environment, Duration.ofMillis(200), List.of());
        assertEquals(Preview.none("`sleep` has no rehearsal: it did not come to an end within 0 seconds"), late);
        Preview endless = run(dryRun("text", "head", "-c", "60000000", "/dev/zero"));
        assertEquals(Preview.none("`head` has no rehearsal: its answer is too long"), endless);
    }

    @Test
    void aptAnswersWhatItWouldDo() throws Exception {
        needs("apt-get");
        needs("dpkg-query");
        Preview removal = run(dryRun("apt", "apt-get", "-s", "remove", "bash"));
        assumeTrue(removal.fidelity() != Fidelity.NONE, "skipped: " + removal.text());
        assertEquals(Fidelity.EXACT, removal.fidelity());
        assertTrue(
                removal.effects()
                        .contains(Effect.of(
                                Verb.DELETE,
                                new io.brattice.action.Resource("package:system/bash"),
                                Reversibility.IRREVERSIBLE)),
                removal.text());
        assertEquals(removal, run(dryRun("apt", "apt-get", "-s", "remove", "bash")));
        Preview absent = run(dryRun("apt", "apt-get", "-s", "install", "no-such-package-x"));
        assertEquals(Preview.none("`apt-get` has no rehearsal: E: Unable to locate package no-such-package-x"), absent);
    }

    @Test
    void rsyncAnswersWhatItWouldDo() throws Exception {
        needs("rsync");
        Path from = Files.createDirectories(work.resolve("a/sub")).getParent();
        Path to = Files.createDirectory(work.resolve("b"));
        Files.writeString(from.resolve("new"), "1");
        Files.writeString(from.resolve("changed"), "longer");
        Files.writeString(from.resolve("sub/deep\nname"), "1");
        Files.writeString(to.resolve("changed"), "2");
        Files.writeString(to.resolve("gone"), "2");
        DryRun dryRun = dryRun("rsync", "rsync", "-r", "--delete", "a/", "b");
        Preview preview = run(dryRun);
        assertEquals(
                "deletes gone\noverwrites changed\nmakes new\nmakes sub/\nmakes sub/deep\\#012name", preview.text());
        assertEquals(Fidelity.EXACT, preview.fidelity());
        assertEquals(preview, run(dryRun));
        // What was shown is what is done.
        perform(List.of("/usr/bin/rsync", "-r", "--delete", "a/", "b"));
        for (Effect effect : preview.effects()) {
            Path path =
                    Path.of(effect.resource().uri().substring("file:".length()).replace("%0a", "\n"));
            assertEquals(effect.verb() != Verb.DELETE, Files.exists(path), path.toString());
        }
        assertEquals(
                "transfers nothing",
                run(dryRun("rsync", "rsync", "-r", "--size-only", "--delete", "a/", "b"))
                        .text());
    }

    @Test
    void terraformPlansAndThatVeryPlanIsApplied() throws Exception {
        needs("terraform");
        Path main = work.resolve("main.tf");
        Files.writeString(main, """
                variable "v" { default = "1" }
                resource "terraform_data" "a" { input = var.v }
                resource "terraform_data" "b" { count = 2 }
                """);
        String terraform =
                environment.binaries().resolve("terraform").orElseThrow().toString();
        DryRun apply = dryRun("terraform", "terraform", "apply", "-auto-approve", "-var", "v=2");
        Preview preview = run(apply);
        assertEquals(Fidelity.EXACT, preview.fidelity(), preview.text());
        assertEquals(List.of(Verb.CREATE, Verb.CREATE, Verb.CREATE), verbs(preview));
        assertTrue(preview.text().startsWith("creates 3\nTerraform used the selected providers"), preview.text());
        assertFalse(preview.text().contains("plans"), preview.text());
        assertEquals(preview, run(apply));

        Path kept = root.resolve("plans").resolve(preview.fingerprint().hex() + ".plan");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())));
        assertEquals(Optional.empty(), rehearsals.saved(apply, Digest.of("other"), work, environment, LONG));
        try (SavedPlan plan = rehearsals
                .saved(apply, preview.fingerprint(), work, environment, LONG)
                .orElseThrow()) {
            assertEquals(List.of(terraform, "apply", "-input=false", "-no-color", kept.toString()), plan.argv());
            ShellResult applied = perform(plan.argv());
            assertTrue(
                    applied.stdout().contains("Apply complete! Resources: 3 added, 0 changed, 0 destroyed."),
                    applied.toString());
        }
        assertFalse(Files.exists(kept));
        assertEquals(List.of(), Stream.of(kept.getParent().toFile().list()).toList());

        assertEquals(
                "changes no resources", run(apply).text().lines().findFirst().orElseThrow());
        Preview destroy = run(dryRun("terraform", "terraform", "destroy", "-auto-approve", "-var", "v=2"));
        assertEquals(List.of(Verb.DELETE, Verb.DELETE, Verb.DELETE), verbs(destroy));
        Files.writeString(main, Files.readString(main).replace("count = 2", "count = 1"));
        Preview change = run(dryRun("terraform", "terraform", "apply"));
        assertEquals(List.of(Verb.UPDATE, Verb.DELETE), verbs(change));
        assertNotEquals(preview.fingerprint(), change.fingerprint());
        // Another plan under this name is not the one that was shown.
        Path other = kept.resolveSibling(change.fingerprint().hex() + ".plan");
        Files.copy(other, kept);
        assertEquals(Optional.empty(), rehearsals.saved(apply, preview.fingerprint(), work, environment, LONG));
    }

    @Test
    void noPlanStaysLong() throws Exception {
        Plans plans = new Plans(root.resolve("plans"));
        Path old = plans.fresh();
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path young = plans.fresh();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    @Test
    void terraformWithoutItsProvidersHasNone() throws Exception {
        needs("terraform");
        Files.writeString(work.resolve("main.tf"), """
                resource "local_file" "a" {
                  filename = "x"
                  content = "y"
                }
                """);
        Preview preview = run(dryRun("terraform", "terraform", "apply"));
        assertEquals(Fidelity.NONE, preview.fidelity());
        assertTrue(preview.text().startsWith("`terraform` has no rehearsal: Error: "), preview.text());
        assertEquals(List.of(), Stream.of(root.resolve("plans").toFile().list()).toList());
    }

    @Test
    void kubectlWithoutAClusterHasNone() throws Exception {
        needs("kubectl");
        Files.writeString(work.resolve("x.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n");
        Preview preview = run(dryRun(
                "kubectl", "kubectl", "apply", "--dry-run=server", "-f", "x.yaml", "--server=http://127.0.0.1:9"));
        assertEquals(Fidelity.NONE, preview.fidelity(), preview.text());
    }

    @Test
    void npmAnswersWhatItWouldRemove() throws Exception {
        needs("npm");
        Files.writeString(work.resolve("package.json"), "{\"name\":\"x\",\"version\":\"1.0.0\"}");
        Path module = Files.createDirectories(work.resolve("node_modules/gone"));
        Files.writeString(module.resolve("package.json"), "{\"name\":\"gone\",\"version\":\"2.0.0\"}");
        Preview preview = run(dryRun("npm", "npm", "prune"));
        assertEquals("removes gone 2.0.0", preview.text());
        assertEquals(List.of(Verb.DELETE), verbs(preview));
    }
}
