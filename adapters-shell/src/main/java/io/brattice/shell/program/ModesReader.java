package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;

/** {@code chmod} and its kin: what the first operand is depends on the options, and some modes look like options. */
final class ModesReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        if (reading.row().program().equals("chattr")) {
            attributes(reading.operands(), acts);
            return;
        }
        if (reading.has("--test") || reading.has("--restore")) {
            acts.files(FileAct.LIST, reading.operands());
            return;
        }
        List<Term> files = reading.operands();
        boolean given = reading.has("--reference")
                || switch (reading.row().program()) {
                    case "setfacl" -> true;
                    case "chmod" -> reading.has("-w");
                    case "chcon" -> reading.has("-u") || reading.has("-r") || reading.has("-t") || reading.has("-l");
                    default -> false;
                };
        if (!given && !files.isEmpty() && !files.get(0).many()) {
            files = files.subList(1, files.size());
        }
        acts.files(reading.has("--recursive") ? FileAct.MODE_TREE : FileAct.MODE, files);
    }

    private static void attributes(List<Term> words, Acts acts) {
        boolean tree = false;
        List<Term> files = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Term word = words.get(i);
            String text = word.text();
            if (word.known() && files.isEmpty() && (text.equals("-v") || text.equals("-p"))) {
                i++;
            } else if (word.known() && text.startsWith("-") && text.length() > 1) {
                tree |= text.contains("R");
            } else if (!files.isEmpty() || !word.known() || !text.startsWith("+") && !text.startsWith("=")) {
                tree |= word.mayBeOption() && !word.known();
                files.add(word);
            }
        }
        acts.files(tree ? FileAct.MODE_TREE : FileAct.MODE, files);
    }
}
