package io.brattice.console.report;

import io.brattice.journal.JournalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody's account of what was done, sentence by sentence, with the claims in each.
 *
 * @param sentences as they are written
 */
record ClaimSheet(List<Sentence> sentences) {

    private static final int LARGEST = 1 << 20;
    private static final int MOST_SENTENCES = 2_000;
    private static final int LONGEST = 2_000;

    /** A sentence, and the claims in it; none where it is not understood. */
    record Sentence(String text, List<Claim> claims) {
        Sentence {
            claims = List.copyOf(claims);
        }
    }

    ClaimSheet {
        sentences = List.copyOf(sentences);
    }

    static ClaimSheet of(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new JournalException("`" + file + "` is larger than 1 MiB; pass the part that makes claims");
        }
        return of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    static ClaimSheet of(String text) throws IOException {
        List<Sentence> sentences = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            for (String sentence : sentences(line)) {
                List<Claim> claims = sentence.length() > LONGEST ? List.of() : ClaimReader.read(sentence);
                sentences.add(new Sentence(sentence, claims));
            }
        }
        if (sentences.size() > MOST_SENTENCES) {
            throw new JournalException("these are more than 2,000 sentences; pass the part that makes claims");
        }
        return new ClaimSheet(sentences);
    }

    /** A full stop within a name ends nothing. */
    private static List<String> sentences(String line) {
        List<String> sentences = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            boolean stop = ".!?;".indexOf(line.charAt(i)) >= 0;
            boolean ends = i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1));
            if (stop && ends) {
                add(line.substring(from, i + 1), sentences);
                from = i + 1;
            }
        }
        add(line.substring(from), sentences);
        return sentences;
    }

    private static void add(String text, List<String> sentences) {
        String bare = text.strip();
        while (!bare.isEmpty() && "-*#>+".indexOf(bare.charAt(0)) >= 0) {
            bare = bare.substring(1).strip();
        }
        if (bare.chars().anyMatch(Character::isLetterOrDigit)) {
            sentences.add(bare);
        }
    }
}
