package io.brattice.shell.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tools that people use, as they are installed here, inside a name space whose only way out is a forwarder. */
@Timeout(120)
class ToolsTest {

    @TempDir
    private static Path folder;

    private static Upstream upstream;
    private static SessionNetwork network;

    @TempDir
    private Path work;

    private Forwarder forwarder;

    @BeforeAll
    static void startTheWorld() throws Exception {
        upstream = Packages.in(Upstream.of(Set.of(
                "registry.npmjs.org",
                "pypi.org",
                "files.pythonhosted.org",
                "upload.pypi.org",
                "index.crates.io",
                "static.crates.io",
                "repo.maven.apache.org",
                "git.example",
                "other.example")));
        upstream.redirect("registry.npmjs.org", "/moved", "https://other.example/secret");
        network = SessionNetwork.below(folder, upstream.dialler());
    }

    @AfterAll
    static void stopTheWorld() throws IOException {
        network.close();
        upstream.close();
    }

    @BeforeEach
    void start() throws IOException {
        upstream.forget();
        forwarder = network.forwarder(Granted.of(Stream.concat(
                        Registries.usual().all().stream().map(registry -> Grant.downloads(registry.inside())),
                        Stream.of(Grant.tunnelInside("git.example")))
                .toList()));
    }

    @AfterEach
    void stop() {
        forwarder.close();
    }

    private Inside.Result run(Map<String, String> more, String... argv) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", work.toString());
        environment.putAll(forwarder.variables(environment));
        environment.putAll(more);
        return Inside.run(work, environment, "", forwarder.around(List.of(argv)));
    }

    private Inside.Result run(String... argv) throws Exception {
        return run(Map.of(), argv);
    }

    private static void assertWorked(Inside.Result result) {
        assertEquals(0, result.exit(), result.output() + result.errors());
    }

    private List<String> arrived() {
        return upstream.seen().stream()
                .map(seen -> seen.method() + " " + seen.host() + seen.target())
                .toList();
    }

    /** Nothing arrived that was more than a question for a package. */
    private static void assertOnlyDownloadsArrived() {
        for (Upstream.Seen seen : upstream.seen()) {
            assertTrue(Set.of("GET", "HEAD").contains(seen.method()), seen.toString());
            assertEquals("", seen.body());
            assertEquals("brattice", seen.headers().get("User-agent"));
            assertTrue(
                    Set.of(
                                    "Accept",
                                    "Accept-encoding",
                                    "Host",
                                    "If-none-match",
                                    "If-modified-since",
                                    "Range",
                                    "User-agent")
                            .containsAll(seen.headers().keySet()),
                    seen.toString());
        }
    }

    @Test
    void npmInstalls() throws Exception {
        String npm = Inside.program("npm");
        Files.writeString(work.resolve("package.json"), "{\"name\":\"x\",\"version\":\"1.0.0\"}");
        Files.writeString(work.resolve(".npmrc"), "//registry.npmjs.org/:_authToken=secret\n");
        assertWorked(run(npm, "install", "left", "@scope/left"));
        assertEquals("module.exports = 'left'", Files.readString(work.resolve("node_modules/left/i.js")));
        assertTrue(Files.exists(work.resolve("node_modules/@scope/left/i.js")));
        assertOnlyDownloadsArrived();
        assertEquals(List.of(), forwarder.refused());
    }

    @Test
    void npmDoesNotPublish() throws Exception {
        String npm = Inside.program("npm");
        Files.writeString(work.resolve("package.json"), "{\"name\":\"left\",\"version\":\"2.0.0\"}");
        Files.writeString(work.resolve(".npmrc"), "//registry.npmjs.org/:_authToken=secret\n");
        assertNotEquals(0, run(npm, "publish").exit());
        assertOnlyDownloadsArrived();
        assertEquals(Set.of("registry.npmjs.org"), refused());
    }

    private Set<String> refused() {
        return Set.copyOf(forwarder.refused().stream().map(Refused::host).toList());
    }

    @Test
    void pipInstalls() throws Exception {
        String python = Inside.program("python3");
        Map<String, String> alone = Map.of("PIP_CONFIG_FILE", "/dev/null", "PIP_DISABLE_PIP_VERSION_CHECK", "1");
        assertWorked(run(alone, python, "-m", "pip", "install", "--no-cache-dir", "--target", "site", "left"));
        assertTrue(Files.exists(work.resolve("site/left/__init__.py")));
        assertOnlyDownloadsArrived();
        assertEquals(List.of(), forwarder.refused());
    }

    @Test
    void pythonDoesNotUpload() throws Exception {
        String python = Inside.program("python3");
        String script = """
                import urllib.request as r
                for url, method in ('https://upload.pypi.org/legacy/', 'POST'), ('https://pypi.org/simple/left/', 'PUT'):
                    try:
                        r.urlopen(r.Request(url, data=b'secret', method=method))
                    except OSError as e:
                        print(e)
                """;
        Inside.Result result = run(python, "-c", script);
        assertTrue(result.output().contains("403 `upload.pypi.org` is not granted; ask for"), result.output());
        assertTrue(result.output().contains("`PUT` is no download from `pypi.org`"), result.output());
        assertEquals(List.of(), arrived());
        assertEquals(Set.of("upload.pypi.org", "pypi.org"), refused());
    }

    @Test
    void cargoFetches() throws Exception {
        String cargo = Inside.program("cargo");
        Files.createDirectories(work.resolve("src"));
        Files.writeString(work.resolve("src/lib.rs"), "");
        Files.writeString(
                work.resolve("Cargo.toml"),
                "[package]\nname = \"x\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nleft = \"1\"\n");
        Map<String, String> rust = Map.of(
                "CARGO_HOME",
                work.resolve("cargo").toString(),
                "RUSTUP_HOME",
                System.getProperty("user.home") + "/.rustup");
        assertWorked(run(rust, cargo, "fetch"));
        assertOnlyDownloadsArrived();
        assertTrue(arrived().contains("GET static.crates.io/crates/left/1.0.0/download"));
        assertEquals(List.of(), forwarder.refused());
    }

    @Test
    void mavenResolves() throws Exception {
        String maven = Inside.program("mvn");
        Files.writeString(
                work.resolve("pom.xml"),
                "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion><parent>"
                        + "<groupId>left</groupId><artifactId>left</artifactId><version>1.0.0</version><relativePath/></parent>"
                        + "<artifactId>x</artifactId><packaging>pom</packaging></project>");
        assertWorked(run(maven, "-B", "-q", "-Duser.home=" + work, "validate"));
        assertOnlyDownloadsArrived();
        assertTrue(arrived().contains("GET repo.maven.apache.org/maven2/left/left/1.0.0/left-1.0.0.pom"));
        assertEquals(List.of(), forwarder.refused());
    }

    @Test
    void curlDownloadsAndFollowsNoRedirectToAnywhereElse() throws Exception {
        String curl = Inside.program("curl");
        assertWorked(run(curl, "-fsS", "-o", "left", "https://registry.npmjs.org/left"));
        Inside.Result moved = run(curl, "-fsSL", "https://registry.npmjs.org/moved");
        assertNotEquals(0, moved.exit());
        assertEquals(Set.of("other.example"), refused());
        assertEquals(List.of("GET registry.npmjs.org/left", "GET registry.npmjs.org/moved"), arrived());
    }

    @Test
    void curlSendsNothing() throws Exception {
        String curl = Inside.program("curl");
        for (List<String> words : List.of(
                List.of("-d", "secret", "https://registry.npmjs.org/left"),
                List.of("-T", "/etc/hostname", "https://registry.npmjs.org/left"),
                List.of("-F", "f=@/etc/hostname", "https://pypi.org/simple/left/"),
                List.of("-X", "DELETE", "https://registry.npmjs.org/left"),
                List.of("https://registry.npmjs.org/left?secret"),
                List.of("--path-as-is", "https://registry.npmjs.org/a/../secret"),
                List.of("-H", "Host: other.example", "https://registry.npmjs.org/left"),
                List.of("-H", "Upgrade: websocket", "-H", "Connection: Upgrade", "https://registry.npmjs.org/left"),
                List.of("http://registry.npmjs.org/left"),
                List.of("https://other.example/"),
                List.of("http://other.example/"),
                List.of("http://169.254.169.254/latest/meta-data/"),
                List.of("https://registry.npmjs.org:8443/left"),
                List.of("https://registry.npmjs.org./left"),
                List.of("ftp://other.example/"))) {
            Inside.Result result =
                    run(Stream.concat(Stream.of(curl, "-fsS"), words.stream()).toArray(String[]::new));
            assertNotEquals(0, result.exit(), words.toString());
        }
        assertEquals(List.of(), arrived());
    }

    @Test
    void wgetDownloads() throws Exception {
        String wget = Inside.program("wget");
        assertWorked(run(wget, "-q", "https://registry.npmjs.org/left"));
        assertNotEquals(
                0,
                run(wget, "-q", "--post-data=secret", "https://registry.npmjs.org/left")
                        .exit());
        assertEquals(List.of("GET registry.npmjs.org/left"), arrived());
    }

    @Test
    void nodeAsksThroughTheForwarder() throws Exception {
        String node = Inside.program("node");
        String script = "const tls = require('tls'), http = require('http');"
                + "http.request({host: '127.0.0.1', port: 30128, method: 'CONNECT', path: 'registry.npmjs.org:443',"
                + " headers: {host: 'registry.npmjs.org:443'}})"
                + ".on('connect', (r, socket) => {"
                + " const s = tls.connect({socket, servername: 'registry.npmjs.org'}, () => {"
                + " s.write('GET /left HTTP/1.1\\r\\nHost: registry.npmjs.org\\r\\nConnection: close\\r\\n\\r\\n'); s.pipe(process.stdout); });"
                + " }).end();";
        Inside.Result result = run(node, "-e", script);
        assertTrue(result.output().contains("\"latest\":\"1.0.0\""), result.output() + result.errors());
    }

    @Test
    void gitClonesFromAHostThatIsGranted() throws Exception {
        String git = Inside.program("git");
        Path bare = work.resolve("r.git");
        Path source = work.resolve("source");
        Map<String, String> alone = Map.of("GIT_CONFIG_NOSYSTEM", "1");
        for (String[] words : List.of(
                new String[] {git, "init", "-q", source.toString()},
                new String[] {
                    git,
                    "-C",
                    source.toString(),
                    "-c",
                    "user.name=x",
                    "-c",
                    "user.email=x@x",
                    "commit",
                    "-q",
                    "--allow-empty",
                    "-m",
                    "x"
                },
                new String[] {git, "clone", "-q", "--bare", source.toString(), bare.toString()},
                new String[] {git, "-C", bare.toString(), "update-server-info"})) {
            assertWorked(run(alone, words));
        }
        try (Stream<Path> files = Files.walk(bare)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = "/r.git/" + bare.relativize(file);
                upstream.page("git.example", path, Files.readAllBytes(file));
                upstream.page("git.example", path + "?service=git-upload-pack", Files.readAllBytes(file));
            }
        }
        // The certificate of a host that is granted whole is its own, so the bundle of this test has to know its
        // authority.
        Path bundle = work.resolve("bundle.pem");
        Files.writeString(
                bundle,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(upstream.authority().getEncoded())
                        + "\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
        assertWorked(run(
                Map.of("GIT_SSL_CAINFO", bundle.toString()), git, "clone", "-q", "https://git.example/r.git", "one"));
        assertWorked(run(git, "clone", "-q", "http://git.example/r.git", "two"));
        assertNotEquals(
                0,
                run(git, "clone", "-q", "https://other.example/r.git", "three").exit());
        assertNotEquals(
                0, run(git, "clone", "-q", "https://git.example/r.git", "four").exit());
        assertEquals(Set.of("other.example"), refused());
    }
}
