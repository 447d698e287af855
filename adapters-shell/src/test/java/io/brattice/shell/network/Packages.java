package io.brattice.shell.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The package {@code left} 1.0.0, as each registry has it. */
final class Packages {

    private static final String SHA60 = "0123456789".repeat(6);

    private Packages() {}

    static Upstream in(Upstream upstream) throws IOException, GeneralSecurityException {
        byte[] tarball = tarGz(Map.of(
                "package/package.json", "{\"name\":\"left\",\"version\":\"1.0.0\",\"main\":\"i.js\"}",
                "package/i.js", "module.exports = 'left'"));
        for (String name : new String[] {"left", "@scope%2fleft"}) {
            String plain = name.replace("%2f", "/");
            String file = "/" + plain + "/-/left-1.0.0.tgz";
            upstream.page("registry.npmjs.org", file, tarball)
                    .page(
                            "registry.npmjs.org",
                            "/" + name,
                            "{\"name\":\"" + plain
                                    + "\",\"dist-tags\":{\"latest\":\"1.0.0\"},\"versions\":{\"1.0.0\":{\"name\":\""
                                    + plain + "\",\"version\":\"1.0.0\",\"dist\":{\"shasum\":\"" + hex("SHA-1", tarball)
                                    + "\",\"tarball\":\"https://registry.npmjs.org" + file + "\"}}}}");
        }

        byte[] wheel = zip(Map.of(
                "left/__init__.py", "",
                "left-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: left\nVersion: 1.0\n",
                "left-1.0.dist-info/WHEEL",
                        "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                "left-1.0.dist-info/RECORD", ""));
        String file = "/packages/ab/cd/" + SHA60 + "/left-1.0-py3-none-any.whl";
        upstream.page("files.pythonhosted.org", file, wheel)
                .page(
                        "pypi.org",
                        "/simple/left/",
                        "<!DOCTYPE html><html><body><a href=\"https://files.pythonhosted.org" + file + "#sha256="
                                + hex("SHA-256", wheel) + "\">left-1.0-py3-none-any.whl</a></body></html>");

        byte[] crate = tarGz(Map.of(
                "left-1.0.0/Cargo.toml", "[package]\nname = \"left\"\nversion = \"1.0.0\"\nedition = \"2021\"\n",
                "left-1.0.0/src/lib.rs", "pub fn left() {}\n"));
        upstream.page(
                        "index.crates.io",
                        "/config.json",
                        "{\"dl\":\"https://static.crates.io/crates\",\"api\":\"https://crates.io\"}")
                .page(
                        "index.crates.io",
                        "/le/ft/left",
                        "{\"name\":\"left\",\"vers\":\"1.0.0\",\"deps\":[],\"cksum\":\"" + hex("SHA-256", crate)
                                + "\",\"features\":{},\"yanked\":false}\n")
                .page("static.crates.io", "/crates/left/1.0.0/download", crate);

        byte[] pom = ("<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>"
                        + "<groupId>left</groupId><artifactId>left</artifactId><version>1.0.0</version>"
                        + "<packaging>pom</packaging></project>")
                .getBytes(StandardCharsets.UTF_8);
        return upstream.page("repo.maven.apache.org", "/maven2/left/left/1.0.0/left-1.0.0.pom", pom)
                .page("repo.maven.apache.org", "/maven2/left/left/1.0.0/left-1.0.0.pom.sha1", hex("SHA-1", pom));
    }

    private static String hex(String algorithm, byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] tarGz(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                gzip.write(header(file.getKey(), content.length));
                gzip.write(content);
                gzip.write(new byte[(512 - content.length % 512) % 512]);
            }
            gzip.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    /** The header of a file in a tar archive: POSIX.1-1988, "ustar". */
    private static byte[] header(String name, int size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, 124, String.format("%011o\0%011o\0        0", size, 0));
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
