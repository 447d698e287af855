package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Archivers that take their operation as a word, or whose options say where they unpack to. */
final class ArchiveReader implements Reader {

    /** The switches of {@code 7z} that say no more than how. */
    private static final Pattern SWITCHES = Pattern.compile(
            "-(y|so|si.*|sdel|r-?|r0|p.*|t[A-Za-z0-9]+|m[a-z0-9]+=?[A-Za-z0-9]*|ao[astu]|bb[0-3]?|bd|bt|bs.*"
                    + "|x!.*|xr!.*|i!.*|ir!.*|slt|spf?|spe|ssc-?|v[0-9]+[bkmg]|mx.*|mhe=.*|snl|snh|scs.*|scc.*)");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        switch (reading.row().program()) {
            case "unzip" -> unzip(reading, acts);
            case "cpio" -> cpio(reading, acts);
            case "ar" -> ar(reading.operands(), acts);
            default -> sevenZip(reading.operands(), acts);
        }
    }

    private static void unzip(Reading reading, Acts acts) {
        List<Term> operands = reading.operands();
        if (operands.isEmpty()) {
            return;
        }
        acts.file(FileAct.READ, operands.get(0));
        boolean looks = reading.has("-l")
                || reading.has("-t")
                || reading.has("-v")
                || reading.has("-Z")
                || reading.has("-p")
                || reading.has("-c")
                || reading.has("-z");
        if (!looks) {
            if (reading.has("-:")) {
                acts.opaque("what it unpacks may go anywhere");
            }
            acts.file(FileAct.WRITE_TREE, reading.value("-d").orElse(Term.of(".")));
        }
    }

    private static void cpio(Reading reading, Acts acts) {
        boolean looks = reading.has("--list") || reading.has("--only-verify-crc");
        if (reading.has("--pass-through")) {
            acts.file(FileAct.READ_TREE, Term.beginning(""));
            for (Term folder : reading.operands()) {
                acts.file(FileAct.WRITE_TREE, folder);
            }
            return;
        }
        boolean creates = reading.has("--create");
        if (creates) {
            acts.file(FileAct.READ, Term.beginning(""));
        }
        for (String option : List.of("--file", creates ? "-O" : "-I")) {
            acts.files(
                    creates ? reading.has("--append") ? FileAct.UPDATE : FileAct.WRITE : FileAct.READ,
                    reading.values(option));
        }
        if (!creates && !looks && !reading.has("--to-stdout")) {
            if (!reading.has("--no-absolute-filenames")) {
                acts.opaque("what it unpacks may go anywhere");
            }
            acts.file(FileAct.WRITE_TREE, reading.value("--directory").orElse(Term.of(".")));
        }
    }

    /** {@code ar rcs lib.a a.o}: letters, then the archive; {@code a}, {@code b} and {@code i} name a member before it. */
    private static void ar(List<Term> words, Acts acts) {
        String letters =
                words.isEmpty() || !words.get(0).known() ? "?" : words.get(0).text();
        if (letters.equals("--help") || letters.equals("--version") || letters.equals("-V")) {
            return;
        }
        letters = letters.startsWith("-") ? letters.substring(1) : letters;
        int at = 1;
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if ("dmpqrstxabcDfilLNoOPsSTuUvV".indexOf(c) < 0) {
                acts.opaque("its operation `" + letters + "` is not one that is known");
                return;
            }
            at += "abiN".indexOf(c) >= 0 ? 1 : 0;
        }
        if (at >= words.size()) {
            acts.opaque("its archive is missing");
            return;
        }
        Term archive = words.get(at);
        List<Term> members = words.subList(at + 1, words.size());
        if (letters.indexOf('r') >= 0 || letters.indexOf('q') >= 0) {
            acts.file(FileAct.WRITE, archive);
            acts.files(FileAct.READ, members);
        } else if (letters.indexOf('d') >= 0 || letters.indexOf('m') >= 0 || letters.indexOf('s') >= 0) {
            acts.file(FileAct.UPDATE, archive);
        } else {
            acts.file(FileAct.READ, archive);
            if (letters.indexOf('x') >= 0) {
                acts.file(FileAct.WRITE_TREE, Term.of("."));
            }
        }
    }

    private static void sevenZip(List<Term> words, Acts acts) {
        Optional<Term> archive = Optional.empty();
        Term folder = Term.of(".");
        boolean prints = false;
        boolean deletes = false;
        String command = words.isEmpty() ? "" : words.get(0).text();
        List<Term> rest = words.subList(Math.min(1, words.size()), words.size());
        List<Term> sources = new ArrayList<>();
        for (Term word : rest) {
            String text = word.text();
            if (!word.known() && word.mayBeOption() || word.text().startsWith("@")) {
                acts.opaque("it is not known what `" + word + "` makes it do");
                return;
            }
            if (text.startsWith("-o")) {
                folder = word.known() ? Term.of(text.substring(2)) : Term.beginning(text.substring(2));
            } else if (text.startsWith("-") && text.length() > 1) {
                prints |= text.equals("-so");
                deletes |= text.equals("-sdel");
                if (!SWITCHES.matcher(text).matches()) {
                    acts.opaque("its switch `" + text + "` is not one that is known");
                }
                if (text.equals("-spf") || text.equals("-spf2")) {
                    acts.opaque("what it unpacks may go anywhere");
                }
            } else if (archive.isEmpty()) {
                archive = Optional.of(word);
            } else {
                sources.add(word);
            }
        }
        switch (command) {
            case "a", "u" -> {
                archive.ifPresent(term -> acts.file(FileAct.WRITE, term));
                acts.files(FileAct.READ_TREE, sources);
                acts.files(FileAct.DELETE_TREE, deletes ? sources : List.of());
            }
            case "d", "rn" -> archive.ifPresent(term -> acts.file(FileAct.UPDATE, term));
            case "e", "x" -> {
                archive.ifPresent(term -> acts.file(FileAct.READ, term));
                if (!prints) {
                    acts.file(FileAct.WRITE_TREE, folder);
                }
            }
            case "l", "t", "h" -> archive.ifPresent(term -> acts.file(FileAct.READ, term));
            case "i", "b", "", "--help" -> {}
            default -> acts.opaque("its command `" + command + "` is not one that is known");
        }
    }
}
