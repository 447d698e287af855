package io.brattice.shell.program;

import io.brattice.files.SecretNames;
import io.brattice.files.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code cp}, {@code mv}, {@code ln} and {@code install}: what ends up under which name, and what is lost by that. */
final class TransferReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        String program = reading.row().program();
        if (program.equals("install") && reading.has("--directory")) {
            for (Term folder : reading.operands()) {
                acts.file(FileAct.FOLDERS, folder);
                acts.file(FileAct.MODE, folder);
            }
            return;
        }
        if (reading.has("-u") || reading.has("-i")) {
            acts.perhaps();
        }
        Transfer transfer = new Transfer(program, reading, call.situation(), acts);
        List<Term> operands = reading.operands();
        Optional<Term> folder = reading.value("--target-directory");
        if (folder.isPresent()) {
            transfer.into(operands, folder.get());
        } else if (program.equals("ln") && operands.size() == 1) {
            transfer.into(operands, Term.of("."));
        } else if (operands.size() > 1) {
            transfer.to(operands.subList(0, operands.size() - 1), operands.get(operands.size() - 1));
        } else if (operands.size() == 1 && operands.get(0).many()) {
            transfer.to(operands, operands.get(0));
        }
    }

    private record Transfer(String program, Reading reading, Situation situation, Acts acts) {

        void to(List<Term> sources, Term target) {
            if (target.many()) {
                into(sources, Term.beginning(target.text()));
                return;
            }
            boolean several = sources.size() > 1;
            boolean slash = target.known() && target.text().endsWith("/");
            boolean fresh = slash && !situation.world().supposes() && kind(target) == World.Kind.NOTHING;
            World.Kind kind = several || slash && !fresh ? World.Kind.FOLDER : kind(target);
            if (reading.has("--no-target-directory") || program.equals("ln") && reading.has("--no-dereference")) {
                kind = several
                        ? World.Kind.FOLDER
                        : situation.path(target).map(situation.world()::kind).orElse(World.Kind.UNKNOWN);
                if (reading.has("--no-target-directory")) {
                    kind = World.Kind.FILE;
                }
            }
            if (kind == World.Kind.FOLDER
                    || kind == World.Kind.UNKNOWN
                    || sources.get(0).many()) {
                into(sources, target);
            }
            if (kind != World.Kind.FOLDER) {
                for (Term source : sources) {
                    one(source, target);
                }
            }
        }

        void into(List<Term> sources, Term folder) {
            if (program.equals("install") && reading.has("-D")) {
                acts.file(FileAct.FOLDERS, folder);
            }
            for (Term source : sources) {
                one(
                        source,
                        reading.has("--parents")
                                ? Term.beginning(folder.text())
                                : Names.in(folder, Names.last(source)));
            }
        }

        private void one(Term source, Term target) {
            switch (program) {
                case "mv" -> {
                    acts.file(FileAct.MOVE_AWAY, source);
                    acts.file(clobbers(List.of("-i", "-f", "-n")) ? FileAct.REPLACE : FileAct.CREATE, target);
                }
                case "ln" -> linked(source, target);
                case "install" -> {
                    if (reading.has("-D") && reading.value("--target-directory").isEmpty()) {
                        acts.file(FileAct.FOLDERS, Names.folder(target));
                    }
                    acts.file(FileAct.READ, source);
                    acts.file(FileAct.REPLACE, target);
                }
                default -> copy(source, target);
            }
            backup(target);
        }

        /** What is linked can be read under the new name from now on. */
        private void linked(Term source, Term target) {
            if (reading.has("--symbolic")) {
                boolean relative = !reading.has("--relative")
                        && source.known()
                        && !source.text().startsWith("/");
                secret(relative ? Names.in(Names.folder(target), source) : source);
            } else {
                acts.file(FileAct.READ, source); // a hard link is the thing itself: who may make one may read it
            }
            acts.file(replaces() ? FileAct.REPLACE : FileAct.CREATE, target);
        }

        private void secret(Term source) {
            boolean named = SecretNames.reason(source.text()).isPresent()
                    || situation
                            .path(source)
                            .flatMap(situation.world()::target)
                            .flatMap(SecretNames::reason)
                            .isPresent();
            if (named) {
                acts.file(FileAct.READ, source);
            }
        }

        private void copy(Term source, Term target) {
            boolean tree = (reading.has("--recursive") || reading.has("--archive")) && kind(source) != World.Kind.FILE;
            if (reading.has("--link") || reading.has("--symbolic-link")) {
                secret(source);
                acts.file(tree ? FileAct.WRITE_TREE : replaces() ? FileAct.REPLACE : FileAct.CREATE, target);
                return;
            }
            acts.file(tree ? FileAct.READ_TREE : FileAct.READ, source);
            if (tree) {
                acts.file(FileAct.WRITE_TREE, target);
            } else if (keepsLinks() && mayBeLink(source)) {
                acts.file(FileAct.REPLACE, target);
            } else if (!clobbers(List.of("-i", "-n"))) {
                acts.file(FileAct.CREATE, target);
            } else {
                acts.file(reading.has("--remove-destination") ? FileAct.REPLACE : FileAct.WRITE, target);
            }
        }

        private boolean keepsLinks() {
            return reading.has("--no-dereference")
                    || reading.has("-d")
                    || reading.has("--recursive")
                    || reading.has("--archive");
        }

        private boolean mayBeLink(Term source) {
            World.Kind there =
                    situation.path(source).map(situation.world()::kind).orElse(World.Kind.UNKNOWN);
            return there == World.Kind.LINK || there == World.Kind.UNKNOWN;
        }

        /** A backup takes the place of an earlier one. */
        private void backup(Term target) {
            if (reading.has("--backup") || reading.has("-b")) {
                Term suffix = reading.value("--suffix").orElse(Term.of("~"));
                acts.file(
                        FileAct.REPLACE,
                        suffix.known() ? Names.with(target, suffix.text()) : Term.beginning(target.text()));
                acts.file(FileAct.CREATE, Term.beginning(target.text() + ".~"));
            }
        }

        private boolean replaces() {
            return reading.has("--force")
                    || reading.has("--backup")
                    || reading.has("-b")
                    || reading.has("--remove-destination");
        }

        /** False when the last of these options is the one that keeps what is there. */
        private boolean clobbers(List<String> names) {
            List<String> given = new ArrayList<>();
            for (Reading.Found found : reading.options()) {
                for (String name : names) {
                    if (found.option().names().contains(name)) {
                        given.add(name);
                    }
                }
            }
            return given.isEmpty() || !given.get(given.size() - 1).equals("-n");
        }

        /** What is at the end of the links; what is not known may be anything. */
        private World.Kind kind(Term path) {
            return situation.path(path).map(situation.world()::followed).orElse(World.Kind.UNKNOWN);
        }
    }
}
