package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupplyTest {

    private static final PretendWorld NOTHING = PretendWorld.of("notes.txt", "x");

    @ParameterizedTest
    @CsvSource({
        "PYPI, reqeusts, requests",
        "PYPI, request, requests",
        "PYPI, colourama, colorama",
        "PYPI, huggingface-cli, huggingface-hub",
        "PYPI, python3-dateutil, python-dateutil",
        "PYPI, jeIlyfish, jellyfish",
        "PYPI, urlib3, urllib3",
        "PYPI, djang0, django",
        "NPM, crossenv, cross-env",
        "NPM, electorn, electron",
        "NPM, lodahs, lodash",
        "NPM, reacct, react",
        "CRATES, rustdecimal, rust-decimal",
        "CRATES, serde_jsno, serde-json",
        "RUBYGEMS, raisl, rails"
    })
    void aLookAlikeIsNotKnownAndTheNameThatItApesIsSaid(Registry registry, String name, String near) {
        KnownNames known = KnownNames.of(registry);
        assertFalse(known.has(name), name);
        assertEquals(Optional.of(near), known.nearest(name));
    }

    @ParameterizedTest
    @CsvSource({
        "PYPI, requests",
        "PYPI, Flask_Login",
        "PYPI, ruamel.yaml",
        "PYPI, PyYAML",
        "NPM, lodash",
        "NPM, @types/node",
        "NPM, @babel/core",
        "CRATES, serde-json",
        "CRATES, serde_json",
        "RUBYGEMS, rails",
        "GO, golang.org/x/tools/gopls",
        "GO, github.com/spf13/cobra"
    })
    void householdNamesAreKnownHoweverTheyAreWritten(Registry registry, String name) {
        assertTrue(KnownNames.of(registry).has(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"python-sqlite", "huggingface-cli", "requests-oauth3lib", "pandas-pro", "crypto"})
    void aNameNobodyKnowsIsAsked(String name) {
        assertTrue(NOTHING.tell("pip install " + name).contains("execute package:pypi/" + name + " irreversible"));
    }

    @Test
    void wellKnownNamesAreRehearsedWithoutBuildingAndRunTheSameWay() {
        assertEquals(
                "network pypi.org; create package:pypi/requests recoverable; create package:pypi/flask recoverable; "
                        + "instead pip install requests flask>=2 --only-binary=:all:; rehearsal",
                NOTHING.tell("pip install requests 'flask>=2'"));
        List<List<String>> argv = new ArrayList<>();
        NOTHING.tell("pip install requests", Situation.Input.CLOSED, new Silent() {
            @Override
            public void rehearsal(DryRun rehearsal) {
                argv.add(rehearsal.argv());
            }
        });
        assertEquals(List.of(List.of("pip", "install", "requests", "--only-binary=:all:", "--dry-run")), argv);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pip install git+https://github.com/x/y",
                "pip install https://x/y.whl",
                "pip install ./y",
                "pip install .",
                "pip install y.whl",
                "pip install 'requests @ https://x/y.whl'",
                "pip install requests@git+https://x/y",
                "pip install -e .",
                "pip install --pre requests",
                "pip install --no-binary :all: requests",
                "pip install -- requests",
                "npm install user/repo",
                "npm install git+ssh://x/y",
                "npm install ./x",
                "npm install lodash@https://x/y.tgz",
                "npm install lodash@user/repo",
                "npm install x.tgz"
            })
    void whatDoesNotComeFromTheRegistryByItsNameIsCode(String line) {
        String told = NOTHING.tell(line);
        assertTrue(told.endsWith("code"), told);
        assertFalse(told.contains("rehearsal"), told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pip install -i http://x requests",
                "pip install --index-url=http://x requests",
                "pip install --extra-index http://x requests",
                "pip install -f http://x requests",
                "pip install --find http://x requests",
                "pip install --trusted-host x requests",
                "npm install --registry http://x lodash",
                "npm install --prefix /x lodash",
                "npm install --dry-run false lodash",
                "cargo add --git x y",
                "gem install --source http://x rails",
                "pip --python ./x install requests",
                "pip --proxy x install requests"
            })
    void anotherSourceIsNotUnderstood(String line) {
        String told = NOTHING.tell(line);
        assertTrue(told.startsWith("opaque"), told);
    }

    @Test
    void aliasesOfNpmAreJudgedByWhatTheyLoad() {
        assertTrue(
                NOTHING.tell("npm install -g lodash@npm:lodahs@1").contains("execute package:npm/lodahs irreversible"));
    }

    @Test
    void lockFilesVouchButALookAlikeInAManifestDoesNot() {
        PretendWorld locked = PretendWorld.of("uv.lock", "[[package]]\nname = \"inhouse-thing\"\nversion = \"1\"\n");
        assertTrue(locked.tell("pip install inhouse_thing").contains("create package:pypi/inhouse-thing recoverable"));
        PretendWorld declared = PretendWorld.of("requirements-dev.txt", "inhouse-thing==1 # ours\nreqeusts\n");
        assertTrue(
                declared.tell("pip install inhouse-thing").contains("create package:pypi/inhouse-thing recoverable"));
        assertTrue(declared.tell("pip install reqeusts").contains("execute package:pypi/reqeusts irreversible"));
    }

    @Test
    void aRequirementsFileIsReadLineByLineAndDoesNotVouchForItself() {
        PretendWorld plain = PretendWorld.of(
                "requirements.txt",
                "# ours\nrequests>=2 \\\n  --hash=sha256:0a\nflask[async]==3 ; python_version>'3'\n");
        assertEquals(
                "read requirements.txt; create package:pypi/requests recoverable; create package:pypi/flask recoverable; network pypi.org; "
                        + "instead pip install -r requirements.txt --only-binary=:all:; rehearsal",
                plain.tell("pip install -r requirements.txt"));
        for (String bad : List.of(
                "huggingface-cli",
                "--index-url http://x",
                "-i http://x",
                "--extra-index-url=http://x",
                "-e .",
                "./x",
                "x @ https://y/z.whl",
                "git+https://x/y",
                "requests --global-option=x",
                "-r missing.txt",
                "-c missing.txt",
                "${EVIL}",
                "--no-binary :all:",
                "--pre")) {
            String told = PretendWorld.of("requirements.txt", "requests\n" + bad + "\n")
                    .tell("pip install -r requirements.txt");
            assertTrue(
                    told.contains("opaque") || told.contains("code") || told.contains("irreversible"),
                    bad + ": " + told);
        }
        String constraint =
                PretendWorld.of("c.txt", "requests @ https://evil/x.whl").tell("pip install -c c.txt requests");
        assertFalse(constraint.contains("rehearsal"), constraint);
    }

    @Test
    void npmIsRunWithoutInstallScriptsAndTheWholeManifestIsJudged() {
        PretendWorld plain = PretendWorld.of("package.json", "{\"dependencies\":{\"react\":\"^18\"}}");
        assertEquals(
                "create package:npm/lodash recoverable; read package.json; create package:npm/react recoverable; network registry.npmjs.org; "
                        + "instead npm install lodash --ignore-scripts; write package.json; write package-lock.json; rehearsal",
                plain.tell("npm install lodash"));
        assertTrue(PretendWorld.of("package.json", "{\"dependencies\":{\"evil-unknown-x\":\"1\"}}")
                .tell("npm install lodash")
                .contains("execute package:npm/evil-unknown-x irreversible"));
        assertTrue(PretendWorld.of("package.json", "{\"dependencies\":{\"react\":\"git+https://x/y\"}}")
                .tell("npm install")
                .contains("code"));
        assertTrue(plain.tell("npm install --ignore-scripts=false lodash")
                .contains("instead npm install --ignore-scripts=false lodash --ignore-scripts"));
    }

    @Test
    void settingsOfTheProjectThatNameARegistryOrRunSomethingAreNotUnderstood() {
        for (String line : List.of(
                "registry=http://x",
                "@types:registry=http://x",
                "script-shell=./x",
                "node-options=--require ./x",
                "git=./x")) {
            String told = PretendWorld.of("package.json", "{}", ".npmrc", "save-exact=true\n" + line)
                    .tell("npm install lodash");
            assertTrue(told.startsWith("opaque"), told);
            assertFalse(told.contains("rehearsal"), told);
        }
        assertTrue(PretendWorld.of(".npmrc", "save-exact=true\nregistry=https://registry.npmjs.org/\n")
                .tell("npm install lodash")
                .contains("rehearsal"));
        assertTrue(PretendWorld.of(".venv/pip.conf", "[global]\nindex-url=http://x")
                .tell("pip install requests")
                .contains("opaque"));
    }

    @Test
    void aLockFileThatFetchesFromElsewhereDoesNotVouch() {
        String lock = "{\"packages\":{\n\"node_modules/inhouse-x\": {\n\"resolved\": \"%s/inhouse-x.tgz\"\n}}}";
        PretendWorld good = PretendWorld.of("package-lock.json", lock.formatted("https://registry.npmjs.org"));
        PretendWorld evil = PretendWorld.of("package-lock.json", lock.formatted("https://evil.example"));
        assertTrue(good.tell("npm install -g inhouse-x").contains("create package:npm/inhouse-x recoverable"));
        assertTrue(evil.tell("npm install -g inhouse-x").contains("execute package:npm/inhouse-x irreversible"));
    }

    @Test
    void theOperatorsWordTurnsTheQuestionForThatPackageOnly() {
        Recorder recorder = new Recorder();
        Acts acts = new AllowedPackages(recorder, Set.of("pypi/inhouse-x"));
        NOTHING.tell("pip install InHouse_X inhouse-y", Situation.Input.CLOSED, acts);
        acts.effect(Verb.EXECUTE, new Resource("tool:x"), Reversibility.IRREVERSIBLE, "x");
        assertTrue(recorder.toString().contains("create package:pypi/inhouse-x recoverable"));
        assertTrue(recorder.toString().contains("execute package:pypi/inhouse-y irreversible"));
        assertTrue(recorder.toString().contains("execute tool:x irreversible"));
    }

    @Test
    void slipsAreCountedAsInsertionsOmissionsMistakesAndSwaps() {
        assertEquals(1, KnownNames.slips("reqeusts", "requests", 4));
        assertEquals(2, KnownNames.slips("ab", "ba1", 4));
        assertEquals(3, KnownNames.slips("kitten", "sitting", 4));
        assertEquals(3, KnownNames.slips("aaaaaaaa", "bbbbbbbb", 2));
    }

    @Test
    void pipReachedThroughPythonIsJudgedAlikeUnlessAFileHereIsRunInstead() {
        assertEquals(
                "network pypi.org; create package:pypi/requests recoverable; instead python3 -m pip install requests --only-binary=:all:; rehearsal",
                NOTHING.tell("python3 -m pip install requests"));
        assertEquals("", NOTHING.tell("python3 -m pip list"));
        for (String shadow : List.of(
                "json.py", "pip.py", "pip/__init__.py", "logging/__init__.py", "re.cpython-311-x86_64-linux-gnu.so")) {
            assertEquals("code", PretendWorld.of(shadow, "").tell("python3 -m pip install requests"), shadow);
        }
    }
}
