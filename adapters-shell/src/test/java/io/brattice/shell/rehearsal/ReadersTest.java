package io.brattice.shell.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Effect;
import io.brattice.action.Preview.Fidelity;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.process.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers as the programs gave them: apt 2.6.1, pip 23.2.1, npm 11.19.1, rsync 3.2.7, terraform 1.11.4, kubectl 1.33. */
class ReadersTest {

    @TempDir
    Path folder;

    private Question question(String... argv) {
        return new Question(List.of(argv), Fidelity.EXACT, folder, List.of());
    }

    private static ShellResult said(String text) {
        return new ShellResult(0, text, "", false);
    }

    private static Effect effect(Verb verb, String resource, Reversibility how) {
        return Effect.of(verb, new Resource(resource), how);
    }

    @Test
    void readsWhatAptWouldDo() throws Exception {
        Answer answer = new Apt().read(question("apt-get", "-s"), said("""
                Reading package lists...
                Building dependency tree...
                Reading state information...
                Note, selecting 'less' instead of 'pager'
                The following packages will be REMOVED:
                  nano
                The following NEW packages will be installed:
                  libpopt0 rsync
                2 upgraded, 2 newly installed, 1 downgraded, 1 to remove and 106 not upgraded.
                Remv nano [7.2-1]
                Purg vim [2:9.0]
                Inst libpopt0 (1.19+dfsg-1 Debian:12.15/oldstable [amd64])
                Inst libc6 [2.36-9] (2.36-9+deb12u4 Debian:12.5/stable [amd64]) [libc6:amd64 ]
                Inst less [590-2.1] (590-2.1~deb12u2 Debian:12.15/oldstable [amd64])
                Conf libpopt0 (1.19+dfsg-1 Debian:12.15/oldstable [amd64])
                Conf half (1.0 Debian:12.15/oldstable [amd64])
                """));
        assertEquals(
                List.of(
                        effect(Verb.DELETE, "package:system/nano", Reversibility.IRREVERSIBLE),
                        effect(Verb.DELETE, "package:system/vim", Reversibility.IRREVERSIBLE),
                        effect(Verb.CREATE, "package:system/libpopt0", Reversibility.RECOVERABLE),
                        effect(Verb.UPDATE, "package:system/libc6", Reversibility.RECOVERABLE),
                        effect(Verb.UPDATE, "package:system/less", Reversibility.IRREVERSIBLE),
                        effect(Verb.UPDATE, "package:system/half", Reversibility.RECOVERABLE)),
                answer.effects());
        assertTrue(answer.whole());
        assertEquals("""
                REMOVES nano 7.2-1
                REMOVES with its settings vim 2:9.0
                installs libpopt0 1.19+dfsg-1
                upgrades libc6 2.36-9 to 2.36-9+deb12u4
                DOWNGRADES less 590-2.1 to 590-2.1~deb12u2
                configures half""", answer.text());
        assertFalse(new Apt().read(question("apt-get"), said("Inst garbled\n")).whole());
        assertFalse(
                new Apt().read(question("apt-get"), said("Xyzw something\n")).whole());
        assertEquals(
                "changes no packages",
                new Apt().read(question("apt-get"), said("")).text());
    }

    @Test
    void asksAptOnlyWhereTheSimulationIsHeeded() throws Exception {
        assertEquals(
                List.of("apt-get", "-y", "-t", "stable", "install", "--no-simulate", "less", "--simulate"),
                new Apt().words(question("apt-get", "-y", "-t", "stable", "install", "--no-simulate", "less")));
        for (List<String> unsure : List.of(
                List.of("apt-get", "-s", "update"),
                List.of("apt-get", "-s", "clean"),
                List.of("apt-get", "-s", "-t", "install", "update"),
                List.of("apt-get", "-s", "install", "-o", "APT::Get::Simulate=0", "x"),
                List.of("apt-get", "-s", "install", "-yoAPT::Get::Simulate=0", "x"),
                List.of("apt-get", "-s", "install", "--option=APT::Get::Simulate=0", "x"),
                List.of("apt-get", "-s", "install", "-c", "x"),
                List.of("apt-get", "install", "--", "x"),
                List.of("apt-get"))) {
            Question question = question(unsure.toArray(new String[0]));
            assertThrows(UnreadableException.class, () -> new Apt().words(question), unsure::toString);
        }
    }

    @Test
    void comparesVersionsAsDpkgDoes() {
        List<String> ascending = List.of(
                "0.9~rc1",
                "0.9",
                "1.0~~",
                "1.0~a",
                "1.0",
                "1.0+b1",
                "1.0-1~bpo1",
                "1.0-1",
                "1.0-1+deb1",
                "1.0-1.1",
                "1.0.1",
                "1.9",
                "1.10",
                "1.10a",
                "1:0.1",
                "2:0");
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                int by = DebianVersion.of(ascending.get(i)).compareTo(DebianVersion.of(ascending.get(j)));
                // 1.0+b1 and 1.0-1: a revision is only looked at when the rest is equal
                assertEquals(
                        Integer.signum(dpkg(ascending, i, j)),
                        Integer.signum(by),
                        ascending.get(i) + " " + ascending.get(j));
            }
        }
    }

    private static int dpkg(List<String> ascending, int i, int j) {
        boolean plusFirst =
                ascending.get(i).equals("1.0+b1") && ascending.get(j).startsWith("1.0-1");
        boolean plusSecond =
                ascending.get(j).equals("1.0+b1") && ascending.get(i).startsWith("1.0-1");
        return plusFirst ? 1 : plusSecond ? -1 : Integer.compare(i, j);
    }

    @Test
    void readsWhatPipWouldInstall() throws Exception {
        String report = """
                {"version": "1", "pip_version": "23.2.1", "install": [{"download_info": {"url": "https://x/six.whl",
                "archive_info": {"hash": "sha256=47"}}, "metadata": {"name": "six", "version": "1.17.0",
                "description": "a\\nb"}}], "environment": {"platform_release": "6.18"}}
                """;
        Answer answer = new Pip().read(question("pip", "install", "six"), said(report));
        assertEquals(List.of(effect(Verb.CREATE, "package:pypi/six", Reversibility.RECOVERABLE)), answer.effects());
        assertEquals("installs six 1.17.0 from https://x/six.whl", answer.text());
        String elsewhere = report.replace("6.18", "6.19");
        assertEquals(
                answer.seen(),
                new Pip()
                        .read(question("pip", "install", "six"), said(elsewhere))
                        .seen());
        String other = report.replace("sha256=47", "sha256=48");
        assertNotEquals(
                answer.seen(),
                new Pip().read(question("pip", "install", "six"), said(other)).seen());
        assertThrows(
                UnreadableException.class, () -> new Pip().read(question("pip"), said("Would install six-1.17.0")));
    }

    @Test
    void asksPipNothingThatMayBuildCode() throws Exception {
        Pip pip = new Pip();
        assertTrue(pip.words(question("pip", "install", "-U", "six>=1,<2", "requests[socks]==2.0"))
                .contains("--only-binary"));
        Files.writeString(folder.resolve("good.txt"), "# all\nsix==1.0  # x\n\nfoo >= 2 ; python_version < '3'\n");
        Files.writeString(folder.resolve("bad.txt"), "six\n-e .\n");
        assertTrue(pip.words(question("pip", "install", "-r", "good.txt")).contains("--dry-run"));
        assertTrue(pip.words(question("pip", "install", "six", "--only-binary=:all:", "--dry-run"))
                .contains("--report"));
        for (List<String> argv : List.of(
                List.of("pip", "install", "."),
                List.of("pip", "install", "./six"),
                List.of("pip", "install", "six.tar.gz"),
                List.of("pip", "install", "git+https://x/y"),
                List.of("pip", "install", "x @ git+https://x/y"),
                List.of("pip", "install", "-e", "six"),
                List.of("pip", "install", "--no-binary", ":all:", "six"),
                List.of("pip", "install", "-r", "bad.txt"),
                List.of("pip", "install", "-r", "absent.txt"),
                List.of("pip", "uninstall", "six"))) {
            assertThrows(
                    UnreadableException.class, () -> pip.words(question(argv.toArray(new String[0]))), argv::toString);
        }
    }

    @Test
    void readsWhatNpmWouldDo() throws Exception {
        String lines = """
                add left-pad 1.3.0
                change semver 6.3.0 => 7.0.0
                remove old 1.0.0

                added 1 package, removed 1 package, and changed 1 package in 408ms
                """;
        String json = """
                add left-pad 1.3.0
                {
                  "add": [{"name": "left-pad", "version": "1.3.0", "path": "/x"}],
                  "added": 1, "change": [], "changed": 0, "remove": [], "removed": 0}
                """;
        Answer all = new Npm().read(question("npm", "install"), said(lines));
        assertTrue(all.whole());
        assertEquals("adds left-pad 1.3.0\nchanges semver 6.3.0 => 7.0.0\nremoves old 1.0.0", all.text());
        Effect added = effect(Verb.CREATE, "package:npm/left-pad", Reversibility.RECOVERABLE);
        assertEquals(
                List.of(added),
                new Npm().read(question("npm", "install"), said(json)).effects());
        assertEquals(
                List.of(added),
                new Npm()
                        .read(question("npm"), said(json.substring(json.indexOf('{'))))
                        .effects());
        assertFalse(new Npm()
                .read(question("npm"), said("added 3 packages in 1s\n"))
                .whole());
        for (String word :
                List.of("--no-dry-run", "--dry-run=false", "--dry-r", "--", "--json=false", "--ignore-scripts=false")) {
            assertThrows(UnreadableException.class, () -> new Npm().words(question("npm", "install", word)), word);
        }
        assertThrows(UnreadableException.class, () -> new Npm().words(question("npm", "i", "--dry-run", "false")));
        assertThrows(
                UnreadableException.class, () -> new Npm().words(question("npm", "i", "--ignore-scripts", "false")));
        assertTrue(new Npm()
                .words(question("npm", "install", "left-pad", "--ignore-scripts", "--dry-run"))
                .contains("--json"));
    }

    @Test
    void readsWhatKubectlWouldDo() throws Exception {
        String text = """
                deployment.apps/web configured (server dry run)
                service/web unchanged (server dry run)
                configmap/c created (server dry run)
                configmap/old pruned (server dry run)
                pod "p" deleted (server dry run)
                pod "q" deleted from prod namespace (server dry run)
                """;
        Answer answer = new Kubectl().read(question("kubectl", "apply", "--dry-run=server", "-n", "prod"), said(text));
        assertTrue(answer.whole());
        assertEquals(
                List.of(
                        effect(Verb.UPDATE, "kubernetes:current/prod/deployment.apps/web", Reversibility.IRREVERSIBLE),
                        effect(Verb.CREATE, "kubernetes:current/prod/configmap/c", Reversibility.IRREVERSIBLE),
                        effect(Verb.DELETE, "kubernetes:current/prod/configmap/old", Reversibility.IRREVERSIBLE),
                        effect(Verb.DELETE, "kubernetes:current/prod/pod/p", Reversibility.IRREVERSIBLE),
                        effect(Verb.DELETE, "kubernetes:current/prod/pod/q", Reversibility.IRREVERSIBLE)),
                answer.effects());
        assertFalse(new Kubectl()
                .read(question("kubectl", "--dry-run=server"), said(text + "something else\n"))
                .whole());
        assertThrows(
                UnreadableException.class,
                () -> new Kubectl().read(question("kubectl", "--dry-run=server"), said("kind: Pod\n")));
        for (List<String> unsure : List.of(
                List.of("kubectl", "apply"),
                List.of("kubectl", "run", "x", "--", "--dry-run=server"),
                List.of("kubectl", "apply", "--dry-run=server", "--dry-run=none"),
                List.of("kubectl", "apply", "--dry-run"))) {
            Question question = question(unsure.toArray(new String[0]));
            assertThrows(UnreadableException.class, () -> new Kubectl().words(question), unsure::toString);
        }
        assertThrows(UnreadableException.class, () -> new Helm().words(question("helm", "upgrade", "--dry-run=none")));
        assertEquals(
                3, new Helm().words(question("helm", "upgrade", "--dry-run")).size());
    }

    @Test
    void readsWhatRsyncWouldDo() throws Exception {
        Files.createDirectories(folder.resolve("b"));
        Answer answer = new Rsync().read(question("rsync", "-a", "a/", "b"), said("""
                *deleting   olddir/
                *deleting   gone
                .d..t...... ./
                >f.s....... changed
                cL+++++++++ link -> new
                >f+++++++++ nl\\#012name
                .f...p..... same
                cd+++++++++ sub/
                """));
        assertTrue(answer.whole());
        assertEquals(
                List.of(
                        Effect.of(Verb.DELETE, Resource.file(folder.resolve("b/olddir")), Reversibility.IRREVERSIBLE),
                        Effect.of(Verb.DELETE, Resource.file(folder.resolve("b/gone")), Reversibility.IRREVERSIBLE),
                        Effect.of(Verb.UPDATE, Resource.file(folder.resolve("b/changed")), Reversibility.IRREVERSIBLE)),
                answer.effects().subList(0, 3));
        assertEquals(
                "file:" + folder + "/b/nl%0aname",
                answer.effects().get(4).resource().uri());
        assertEquals(Verb.UPDATE, answer.effects().get(5).verb());
        Answer remote = new Rsync().read(question("rsync", "a", "h:/b"), said(">f+++++++++ x\n"));
        assertEquals(List.of(effect(Verb.CREATE, "rsync:h:/b/x", Reversibility.IRREVERSIBLE)), remote.effects());
        Answer renamed = new Rsync().read(question("rsync", "a/new", "file"), said(">f+++++++++ new\n"));
        assertEquals(
                Resource.file(folder.resolve("file")), renamed.effects().get(0).resource());
        assertFalse(new Rsync()
                .read(question("rsync", "--remove-source-files", "a", "b"), said(""))
                .whole());
        for (String word : List.of(
                "--no-dry-run",
                "--no-n",
                "--out-format=x",
                "--no-itemize-changes",
                "-ave",
                "--rsh=x",
                "--log-file=x",
                "--rsync-path=x")) {
            assertThrows(UnreadableException.class, () -> new Rsync().words(question("rsync", word, "a", "b")), word);
        }
    }

    @Test
    void readsAPlanOfTerraform() throws Exception {
        String json = "{\"format_version\":\"1.2\",\"resource_changes\":["
                + "{\"address\":\"a.x\",\"change\":{\"actions\":[\"delete\",\"create\"]}},"
                + "{\"address\":\"a.y[\\\"k#1\\\"]\",\"change\":{\"actions\":[\"update\"]}},"
                + "{\"address\":\"a.z\",\"change\":{\"actions\":[\"no-op\"]}},"
                + "{\"address\":\"data.d\",\"mode\":\"data\",\"change\":{\"actions\":[\"read\"]}}],"
                + "\"timestamp\":\"2026-11-25T01:41:01Z\",\"complete\":true,\"errored\":false}";
        String text = """
                a.x: Refreshing state... [id=1]

                Terraform will perform
                  # a.x

                ─────────
                Saved the plan to: x
                """;
        Answer answer = TerraformPlan.read(json, text);
        assertEquals(
                List.of(
                        effect(Verb.DELETE, "terraform:a.x", Reversibility.IRREVERSIBLE),
                        effect(Verb.CREATE, "terraform:a.x", Reversibility.IRREVERSIBLE),
                        effect(Verb.UPDATE, "terraform:a.y[\"k%231\"]", Reversibility.IRREVERSIBLE),
                        effect(Verb.READ, "terraform:data.d", Reversibility.READ_ONLY)),
                answer.effects());
        assertEquals("deletes 1, creates 1, updates 1\nTerraform will perform\n  # a.x", answer.text());
        assertEquals(
                answer.seen(),
                TerraformPlan.read(json.replace("01:41:01", "02:00:00"), text).seen());
        assertNotEquals(
                answer.seen(),
                TerraformPlan.read(json.replace("a.z", "a.w"), text).seen());
        assertThrows(UnreadableException.class, () -> TerraformPlan.read(json.replace("update", "explode"), text));
        assertThrows(UnreadableException.class, () -> TerraformPlan.read(json.replace("1.2", "2.0"), text));
        assertThrows(
                UnreadableException.class,
                () -> TerraformPlan.read(json.replace("\"errored\":false", "\"errored\":true"), text));
        assertFalse(TerraformPlan.read(json.replace("\"complete\":true", "\"complete\":false"), text)
                .whole());
        assertThrows(UnreadableException.class, () -> TerraformPlan.read(json + "x", text));
    }

    @Test
    void takesTheWordsOfTerraformApart() throws Exception {
        TerraformWords words = TerraformWords.of(List.of(
                "terraform", "-chdir=prod", "apply", "-auto-approve", "-var", "x=1", "--target=a.b", "-refresh=false"));
        assertEquals(
                List.of(
                        "terraform",
                        "-chdir=prod",
                        "plan",
                        "-input=false",
                        "-no-color",
                        "-lock=false",
                        "-out=/p",
                        "-var",
                        "x=1",
                        "-target=a.b",
                        "-refresh=false"),
                words.plan("/p"));
        assertEquals(
                List.of("terraform", "-chdir=prod", "apply", "-input=false", "-no-color", "/p"), words.apply("/p"));
        assertTrue(TerraformWords.of(List.of("terraform", "destroy")).plan("/p").contains("-destroy"));
        assertEquals(
                "f", TerraformWords.of(List.of("tofu", "apply", "f")).saved().orElseThrow());
        for (List<String> bad : List.of(
                List.of("terraform", "state", "rm"),
                List.of("terraform", "apply", "-backup=x"),
                List.of("terraform", "plan", "-out=x"),
                List.of("terraform", "apply", "f", "g"),
                List.of("terraform", "apply", "-var"))) {
            assertThrows(UnreadableException.class, () -> TerraformWords.of(bad), bad::toString);
        }
    }

    @Test
    void writesNoTwoValuesAlike() throws Exception {
        StringBuilder one = new StringBuilder();
        StringBuilder other = new StringBuilder();
        JsonText.write(JsonText.object("{\"a\":\"1, b=2\"}"), one);
        JsonText.write(JsonText.object("{\"a\":\"1\",\"b\":\"2\"}"), other);
        assertNotEquals(one.toString(), other.toString());
        assertThrows(UnreadableException.class, () -> JsonText.object("{\"a\":1,\"a\":2}"));
        assertThrows(UnreadableException.class, () -> JsonText.object("[".repeat(2000)));
    }

    @Test
    void saysWhatWentWrongTheSameEachTime() {
        String chatter = """
                E1125 01:41:14.794087   19600 memcache.go:265] "Unhandled Error" err=x
                The connection to the server localhost:8080 was refused
                """;
        String retries = """
                WARNING: Retrying after 'NewConnectionError('<x at 0x7f05a5ea7c10>')'
                ERROR: No matching distribution found for x
                """;
        for (String[] each : new String[][] {
            {chatter, "The connection to the server localhost:8080 was refused"},
            {retries, "ERROR: No matching distribution found for x"},
            {"failed at 2026-11-25T01:41:14Z in 0x7f05a5ea7c10", "failed at … in …"},
            {"│\n│ \u001b[31mError: \u001b[0mbad\u0007thing\n", "Error: bad thing"},
            {"", "no answer"}
        }) {
            assertEquals(each[1], Texts.error(new ShellResult(1, "", each[0], false)));
        }
    }
}
