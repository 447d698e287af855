package io.brattice.aws.undo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of docs that is made from the rows: what stands above the table is in a resource of its own. */
final class UndoPage {

    static final Path PATH = Path.of("../docs/aws-undo.md");

    private UndoPage() {}

    static String text() throws IOException {
        Map<String, String> said = new LinkedHashMap<>();
        Map<String, List<String>> operations = new LinkedHashMap<>();
        for (UndoRow row : Undos.shipped().rows()) {
            String service = row.id().substring(0, row.id().indexOf(':'));
            String key = service + "|" + row.back() + "|" + row.limits() + "|" + row.expires() + "|" + row.same();
            operations
                    .computeIfAbsent(key, any -> new java.util.ArrayList<>())
                    .add(row.id().substring(service.length() + 1));
            said.put(key, line(service, row));
        }
        String table = said.entrySet().stream()
                .map(one -> one.getValue().replace("%s", String.join(", ", operations.get(one.getKey()))))
                .collect(Collectors.joining("\n"));
        String page = Files.readString(PATH);
        int begin = page.indexOf("| service |");
        return page.substring(0, begin)
                + "| service | operations | what comes back | what does not | until |\n|---|---|---|---|---|\n" + table
                + "\n";
    }

    private static String line(String service, UndoRow row) {
        String identity = row.same() ? "" : " (under another id)";
        return "| " + service + " | %s | " + row.back() + identity + " | " + row.limits() + " | "
                + row.expires().replace("after ", "the end of ") + " |";
    }
}
