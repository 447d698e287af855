package io.brattice.shell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.shell.process.Variables.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

    @TempDir
    Path folder;

    private Path program(String name, String mode) throws Exception {
        Path path = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void isRebuiltFromNothing() throws Exception {
        Environment environment =
                Environment.in(Path.of("/home/x")).variable("FOO", "1").build();
        Map<String, String> expected = new TreeMap<>(Map.of(
                "PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                "HOME", "/home/x",
                "LANG", "C.UTF-8",
                "TERM", "dumb",
                "LESS", "",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_OPTIONAL_LOCKS", "0",
                "DEBIAN_FRONTEND", "noninteractive",
                "FOO", "1"));
        List.of("PAGER", "GIT_PAGER", "MANPAGER", "SYSTEMD_PAGER", "AWS_PAGER")
                .forEach(name -> expected.put(name, "cat"));
        assertEquals(expected, new TreeMap<>(environment.variables()));
        ShellResult seen = new Execution(environment.variables(), Duration.ofSeconds(60), 1 << 16)
                .run(List.of("/usr/bin/env", "-0"), folder);
        assertEquals(expected.size(), seen.stdout().split("\0").length);
    }

    @Test
    void refusesWhatChangesWhatProgramsDoUnlessItIsForcedIn() {
        Environment.Builder builder = Environment.in(folder);
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> builder.variable("LD_PRELOAD", "/tmp/x.so"));
        assertEquals(
                "`LD_PRELOAD` makes programs load other code; leave it out, or force it with"
                        + " `variableThatMayChangeWhatProgramsDo`",
                thrown.getMessage());
        for (String name : List.of("BASH_ENV", "GIT_SSH_COMMAND", "BASH_FUNC_ls%%", "a b", "https_proxy")) {
            assertThrows(IllegalArgumentException.class, () -> builder.variable(name, "x"), name);
        }
        assertThrows(IllegalArgumentException.class, () -> builder.variableThatMayChangeWhatProgramsDo("PATH", "/tmp"));
        builder.variable("GIT_PAGER", "cat").variable("AWS_PROFILE", "dev").variable("LC_ALL", "C");
        builder.variableThatMayChangeWhatProgramsDo("https_proxy", "http://proxy:3128");
        assertEquals("http://proxy:3128", builder.build().variables().get("https_proxy"));
    }

    @Test
    void knowsWhatVariablesDo() {
        for (String name : List.of(
                "PATH",
                "LD_AUDIT",
                "DYLD_INSERT_LIBRARIES",
                "BASH_ENV",
                "ENV",
                "PS4",
                "PROMPT_COMMAND",
                "IFS",
                "CDPATH",
                "GLOBIGNORE",
                "SHELLOPTS",
                "BASHOPTS",
                "BASH_FUNC_x%%",
                "GIT_DIR",
                "GIT_CONFIG_COUNT",
                "GIT_CONFIG_KEY_0",
                "GIT_EXTERNAL_DIFF",
                "MANPAGER",
                "LESSOPEN",
                "LESSCLOSE",
                "EDITOR",
                "VISUAL",
                "CVS_RSH",
                "RSYNC_RSH",
                "PYTHONSTARTUP",
                "PERL5LIB",
                "PERL5OPT",
                "RUBYOPT",
                "RUBYLIB",
                "NODE_OPTIONS",
                "NODE_PATH",
                "JAVA_TOOL_OPTIONS",
                "_JAVA_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "TAR_OPTIONS",
                "GREP_OPTIONS",
                "http_proxy",
                "ALL_PROXY",
                "CLASSPATH",
                "GCC_EXEC_PREFIX",
                "COMPILER_PATH",
                "OPENSSL_CONF",
                "SSH_ASKPASS",
                "HOME",
                "XDG_CONFIG_HOME",
                "TERMINFO",
                "LOCPATH",
                "GCONV_PATH",
                "MALLOC_CHECK_",
                "POSIXLY_CORRECT",
                "SHELL",
                "BROWSER")) {
            assertEquals(Kind.EXECUTES, Variables.effect(name).kind(), name);
            assertTrue(Variables.effect(name).mattersTo("ls"), name);
        }
        for (String name : List.of("LANG", "LC_TIME", "TZ", "FOO", "GIT_AUTHOR_DATE", "NO_COLOR", "CI", "COLUMNS")) {
            assertEquals(Kind.HARMLESS, Variables.effect(name).kind(), name);
        }
        assertEquals(Kind.UNKNOWN, Variables.effect("x-y").kind());
        assertEquals(Kind.UNKNOWN, Variables.effect("").kind());
        assertTrue(Variables.effect("TF_CLI_ARGS_apply").mattersTo("terraform"));
        assertFalse(Variables.effect("TF_CLI_ARGS_apply").mattersTo("ls"));
        assertTrue(Variables.effect("DOCKER_HOST").mattersTo("docker"));
        assertTrue(Variables.effect("MAKEFLAGS").mattersTo("make"));
        assertEquals(Kind.EXECUTES, Variables.effect("PAGER", "less").kind());
        assertEquals(Kind.HARMLESS, Variables.effect("PAGER", "cat").kind());
        assertEquals(Kind.HARMLESS, Variables.effect("GIT_EDITOR", "true").kind());
        assertEquals(
                new Variables.Meaning(Kind.EXECUTES, Set.of(), "decides which programs run"), Variables.effect("PATH"));
    }

    @Test
    void takesProgramsFromTrustedFoldersOnly() throws Exception {
        Binaries binaries = Environment.in(folder).build().binaries();
        Path ls = binaries.resolve("ls").orElseThrow();
        assertEquals(Path.of("/usr/bin/ls").toRealPath(), ls.toRealPath());
        assertEquals(
                ls, binaries.find("/bin/ls", Optional.empty()).orElseThrow().path());
        assertEquals(
                ls,
                binaries.find("./ls", Optional.of(Path.of("/bin")))
                        .orElseThrow()
                        .path());
        program("ls", "rwxr-xr-x");
        program("absent-elsewhere", "rwxr-xr-x");
        for (String word :
                List.of("./ls", folder + "/ls", "absent-elsewhere", "/bin/absent", "/bin/r?", "", ".", "/", "a\0b")) {
            assertEquals(Optional.empty(), binaries.find(word, Optional.of(folder)), word);
        }
        assertEquals(Optional.empty(), binaries.find("./ls", Optional.empty()));
    }

    @Test
    void followsLinksIntoTrustedFolders() throws Exception {
        Binaries binaries = Environment.in(folder).build().binaries();
        Files.createSymbolicLink(folder.resolve("list"), Path.of("/usr/bin/rm"));
        Files.createSymbolicLink(folder.resolve("again"), Path.of("list"));
        Files.createSymbolicLink(folder.resolve("round"), Path.of("round"));
        assertEquals(
                "rm",
                binaries.find("./again", Optional.of(folder)).orElseThrow().name());
        assertEquals(Optional.empty(), binaries.find("./round", Optional.of(folder)));
    }

    @Test
    void trustsNoProgramThatOthersMayWriteTo() throws Exception {
        program("good", "rwxr-xr-x");
        program("others", "rwxr-xrwx");
        program("group", "rwxrwxr-x");
        program("plain", "rw-r--r--");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Binaries system = new Binaries(List.of(folder), List.of());
        boolean root = Files.getAttribute(folder, "unix:uid").equals(0);
        assertEquals(root, system.resolve("good").isPresent());
        for (String name : List.of("others", "group", "plain")) {
            assertEquals(Optional.empty(), system.resolve(name), name);
        }
        Binaries added = Environment.in(folder).programsFrom(folder).build().binaries();
        assertEquals(folder.resolve("good"), added.resolve("good").orElseThrow());
        assertEquals(Optional.empty(), added.resolve("others"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(Optional.empty(), new Binaries(List.of(), List.of(folder)).resolve("good"));
    }

    @Test
    void aProgramThatIsNotTrustedDoesNotGiveWayToOneBehindIt() throws Exception {
        program("ls", "rwxr-xrwx");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(Optional.empty(), new Binaries(List.of(folder, Path.of("/usr/bin")), List.of()).resolve("ls"));
    }
}
