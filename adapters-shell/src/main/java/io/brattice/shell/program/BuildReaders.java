package io.brattice.shell.program;

import java.util.Map;

/** The readers of package managers, interpreters, compilers and build tools. */
final class BuildReaders {

    static final Map<String, Reader> ALL = Map.ofEntries(
            Map.entry("apk", new AptReader("--simulate", "apk")),
            Map.entry("apt", new AptReader("-s", "apt")),
            Map.entry("cargo-looks", new ToolchainReader(false)),
            Map.entry("cc", new CcReader()),
            Map.entry("crate-names", new PackageReader(Registry.CRATES, false)),
            Map.entry("dnf", new AptReader("--assumeno", "dnf")),
            Map.entry("gems", new PackageReader(Registry.RUBYGEMS, true)),
            Map.entry("go", new GoReader()),
            Map.entry("javac", new JavacReader()),
            Map.entry("just", BuildReaders::just),
            Map.entry("make", new MakeReader()),
            Map.entry("modules", new PackageReader(Registry.GO, false)),
            Map.entry("node", new NodeReader()),
            Map.entry("npm", new NpmReader()),
            Map.entry("npm-packages", new PackageReader(Registry.NPM, true)),
            Map.entry("npx", new NpxReader()),
            Map.entry("perl", new PerlReader()),
            Map.entry("pip", new PipReader()),
            Map.entry("pypi-packages", new PackageReader(Registry.PYPI, true)),
            Map.entry("python", new PythonReader()),
            Map.entry("rpm", BuildReaders::rpm),
            Map.entry("scripts", new ScriptsReader()),
            Map.entry("shell", new ShellReader()),
            Map.entry("uv-looks", new ToolchainReader(true)));

    private BuildReaders() {}

    /** Without a recipe and without a question it runs the first recipe. */
    private static void just(Reading reading, Invocation call, Acts acts) {
        if (!reading.has("--list") && !reading.has("--summary")) {
            acts.code("runs a recipe of the project");
        }
    }

    /** {@code -i} installs unless it is asked beside a query. */
    private static void rpm(Reading reading, Invocation call, Acts acts) {
        if (!reading.has("--query") && !reading.has("--checksig")) {
            acts.opaque("it may change what is installed on this system");
        }
    }
}
