package io.brattice.shell.program;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code gzip}, {@code xz}, {@code zstd} and their kin: each file is replaced by another with a suffix more or less. */
final class CompressReader implements Reader {

    private static final Map<String, List<String>> SUFFIXES = Map.of(
            "gzip", List.of(".gz", ".tgz", ".taz", ".z", "-gz", "-z", "_z"),
            "bzip2", List.of(".bz2", ".bz", ".tbz2", ".tbz"),
            "xz", List.of(".xz", ".lzma", ".txz", ".tlz"),
            "zstd", List.of(".zst", ".tzst"),
            "lz4", List.of(".lz4"));

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        String program = reading.row().program();
        String name = call.name();
        boolean looks = name.endsWith("cat")
                || reading.has("--stdout")
                || reading.has("-c")
                || reading.has("--list")
                || reading.has("-l") && !program.equals("lz4")
                || reading.has("--test")
                || reading.has("-t");
        boolean tree = reading.has("-r") && !program.equals("xz") && !program.equals("bzip2");
        boolean unpacks = name.startsWith("un")
                || name.startsWith("gun")
                || name.startsWith("bun")
                || reading.has("--decompress");
        boolean keepsByDefault = program.equals("zstd") || program.equals("lz4");
        boolean removes = keepsByDefault ? reading.has("--rm") : !reading.has("--keep");
        if (program.equals("lz4") && reading.operands().size() == 2 && !reading.has("-m") && !looks) {
            acts.file(FileAct.READ, reading.operands().get(0));
            acts.file(FileAct.WRITE, reading.operands().get(1));
            return;
        }
        for (Term file : reading.operands()) {
            if (file.known() && file.text().equals("-")) {
                continue;
            }
            acts.file(tree ? FileAct.READ_TREE : FileAct.READ, file);
            if (looks || reading.has("-o")) {
                continue;
            }
            if (tree) {
                acts.file(FileAct.UPDATE_TREE, file);
                continue;
            }
            acts.file(
                    reading.has("--force") ? FileAct.REPLACE : FileAct.CREATE,
                    made(file, name, program, unpacks, reading));
            if (removes) {
                acts.file(FileAct.MOVE_AWAY, file);
            }
        }
        if (!looks) {
            acts.files(FileAct.WRITE, reading.values("-o"));
            if (reading.has("-o") && removes) {
                acts.files(FileAct.DELETE, reading.operands());
            }
        }
    }

    private static Term made(Term file, String name, String program, boolean unpacks, Reading reading) {
        if (name.startsWith("lzma") || reading.has("--format")) {
            return Term.beginning(file.text());
        }
        List<String> suffixes = SUFFIXES.getOrDefault(program, List.of(""));
        if (!unpacks) {
            Term suffix = reading.value("--suffix").orElse(Term.of(suffixes.get(0)));
            return suffix.known() ? Names.with(file, suffix.text()) : Term.beginning(file.text());
        }
        if (!file.known() || reading.has("--suffix") || reading.has("--name")) {
            return Term.beginning(
                    file.known()
                            ? Names.in(Names.folder(file), Term.beginning("")).text()
                            : "");
        }
        for (String suffix : suffixes) {
            if (file.text().toLowerCase(Locale.ROOT).endsWith(suffix)) {
                String stem = file.text().substring(0, file.text().length() - suffix.length());
                return Term.of(suffix.startsWith(".t") ? stem + ".tar" : stem);
            }
        }
        return Term.beginning(file.text());
    }
}
