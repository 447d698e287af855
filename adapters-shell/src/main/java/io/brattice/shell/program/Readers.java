package io.brattice.shell.program;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The readers that a row can name: one line each. */
final class Readers {

    private static final Map<String, Reader> ALL = Map.ofEntries(
            Map.entry("archive", new ArchiveReader()),
            Map.entry("awk", new AwkReader()),
            Map.entry("aws", new AwsReader()),
            Map.entry("cloud", new CloudReader()),
            Map.entry("compress", new CompressReader()),
            Map.entry("container", new ContainerReader()),
            Map.entry("container-copy", new ContainerCopyReader()),
            Map.entry("crates", new PackageReader(Registry.CRATES, true)),
            Map.entry("curl", new CurlReader()),
            Map.entry("editors", new EditorReader()),
            Map.entry("env", new EnvReader()),
            Map.entry("fd", new FdReader()),
            Map.entry("find", new FindReader()),
            Map.entry("gh-api", new GhApiReader()),
            Map.entry("grep", new GrepReader()),
            Map.entry("httpie", new HttpieReader()),
            Map.entry("kubectl", new KubectlReader()),
            Map.entry("mktemp", new MktempReader()),
            Map.entry("modes", new ModesReader()),
            Map.entry("mongo", new MongoReader()),
            Map.entry("mysql", new MysqlReader()),
            Map.entry("netcat", new NetcatReader()),
            Map.entry("patch", new PatchReader()),
            Map.entry("privilege", new PrivilegeReader()),
            Map.entry("psql", new PsqlReader()),
            Map.entry("redis", new RedisReader()),
            Map.entry("rm", new RmReader()),
            Map.entry("rsync", new RsyncReader()),
            Map.entry("scp", new ScpReader()),
            Map.entry("screen", new ScreenReader()),
            Map.entry("sed", new SedReader()),
            Map.entry("settings", new SettingsReader()),
            Map.entry("split", new SplitReader()),
            Map.entry("sql", new SqlReader()),
            Map.entry("sqlite", new SqliteReader()),
            Map.entry("ssh", new SshReader()),
            Map.entry("tar", new TarReader()),
            Map.entry("terraform", new TerraformReader()),
            Map.entry("tmux", new TmuxReader()),
            Map.entry("transfer", new TransferReader()),
            Map.entry("wget", new WgetReader()),
            Map.entry("windows", new WindowsReader()),
            Map.entry("wrapped", new WrappedReader()),
            Map.entry("xargs", new XargsReader()),
            Map.entry("zip", new ZipReader()));

    private Readers() {}

    static Optional<Reader> named(String name) {
        return Optional.ofNullable(ALL.get(name)).or(() -> Optional.ofNullable(BuildReaders.ALL.get(name)));
    }

    static String allowed() {
        TreeSet<String> names = new TreeSet<>(ALL.keySet());
        names.addAll(BuildReaders.ALL.keySet());
        return String.join(", ", names);
    }
}
